import { endpoints, type Endpoint } from "./api/endpoint";
import type { DatadogClientOptions, FindOptions } from "./client-options";
import type { CallSubject } from "./errors/to-datadog-error";
import { parseApiUrl } from "./http/api-url";
import { systemClock } from "./http/clock";
import type { AttemptResult } from "./http/attempt";
import { bearerHeader, credentialHeaders } from "./http/credentials";
import { ownHeaders } from "./http/own-headers";
import { Secret } from "./http/secret";
import { createSender } from "./http/send-request";
import type { RetryOptions } from "./retry/call-result";
import { omitUndefined } from "./token/omit-undefined";
import { apiUrlOf } from "./token/sites";

/** A call that is ready to be sent, and its subject, which its error names. */
export type ApiCall<E extends Endpoint> = RetryOptions & CallSubject<E>;

/** The object of a call: one token, by its id and its service account's, a page of the list, a user, or nothing but the endpoint. */
export interface CallTarget {
  userId?: string;
  tokenId?: string;
  serviceAccountId?: string;
  query?: string;
}

/** Puts a call to an endpoint together. */
export type ApiCalls = <E extends Endpoint>(
  endpoint: E,
  target: CallTarget,
  options: FindOptions & { deadlineSeconds: number },
) => ApiCall<E>;

/**
 * Turns a client's calls into requests: address, headers and defaults, put together once.
 *
 * @throws RangeError if `apiUrl` is not acceptable
 */
export function apiCalls(options: DatadogClientOptions): ApiCalls {
  const { site, account, credentials, scheduler, requestTimeoutSeconds } = options;
  const { clock = systemClock, random = Math.random, send = createSender() } = options;
  const { interruption: interruptionOfNow = () => undefined } = options;
  const baseUrl = checkedApiUrl(options.apiUrl ?? apiUrlOf(site));
  const plainHeaders = ownHeaders();
  const attemptOf =
    (endpoint: Endpoint, target: CallTarget, interruption: AbortSignal | undefined) =>
    async (timeoutMs: number): Promise<AttemptResult> => {
      const { method, path, takesApiKeyAlone } = endpoints[endpoint];
      // The credentials are in the clear for the length of an attempt only.
      const request = (authorization: Record<string, string>) =>
        send({
          method,
          url: `${baseUrl}${path}${pathOf(target)}`,
          headers: { ...plainHeaders, ...authorization },
          timeoutMs,
          interruption,
        });
      if (credentials.kind !== "delegated") {
        return request(credentialHeaders(credentials, { apiKeyAlone: takesApiKeyAlone }));
      }
      const means = { send, apiUrl: baseUrl, now: () => clock.now(), timeoutMs, interruption };
      const token = await credentials.token.current(means);
      return token instanceof Secret ? request(bearerHeader(token)) : token;
    };
  return (endpoint, target, { deadlineSeconds, deadlineIncludesQueueTime = true, retry = true }) => {
    const interruption = interruptionOfNow();
    return {
      endpoint,
      ...subjectOf(target),
      site,
      ...(account !== undefined && { account }),
      credentials,
      isTimeFixed: !retry || deadlineSeconds !== options.retryDeadlineSeconds,
      host: new URL(baseUrl).host,
      sendAttempt: attemptOf(endpoint, target, interruption),
      interruption,
      requestTimeoutMs: requestTimeoutSeconds * 1000,
      deadlineMs: deadlineSeconds * 1000,
      deadlineIncludesQueueTime,
      retry,
      scheduler,
      clock,
      random,
    };
  };
}

function subjectOf({
  tokenId,
  serviceAccountId,
}: CallTarget): Pick<CallTarget, "tokenId" | "serviceAccountId"> {
  return omitUndefined({ tokenId, serviceAccountId });
}

/** The rest of the address behind the endpoint's. */
function pathOf({ userId, tokenId, serviceAccountId, query = "" }: CallTarget): string {
  if (userId !== undefined) {
    return `/${userId}/permissions`;
  }
  if (tokenId === undefined) {
    return query;
  }
  return serviceAccountId === undefined ? `/${tokenId}` : `/${serviceAccountId}/access_tokens/${tokenId}`;
}

function checkedApiUrl(text: string): string {
  const parsed = parseApiUrl(text);
  if ("problem" in parsed) {
    throw new RangeError(`apiUrl: ${parsed.problem}`);
  }
  return parsed.url;
}
