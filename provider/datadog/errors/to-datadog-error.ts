import { endpoints, verbs, type Endpoint, type TokenEndpoint } from "../api/endpoint";
import { errorsIn, isEmptyBody, isErrorBody, parseJson } from "../api/json-api";
import { meaningOf, type AttemptResult, type HttpResponse } from "../http/attempt";
import { secretsOf, type Credentials } from "../http/credentials";
import { statusText } from "../http/wording";
import type { CallResult } from "../retry/call-result";
import { omitUndefined } from "../token/omit-undefined";
import type { Site } from "../token/sites";
import { ConnectionRefusedError } from "./connection-refused-error";
import { CredentialRejectedError } from "./credential-rejected-error";
import type { DatadogError, FailureFacts } from "./datadog-error";
import { PermissionDeniedError } from "./permission-denied-error";
import { RateLimitError } from "./rate-limit-error";
import { RetriesExhaustedError } from "./retries-exhausted-error";
import { UnexpectedResponseError } from "./unexpected-response-error";

/** The subject of a call, and the server that was asked. */
export interface CallSubject<E extends Endpoint> {
  endpoint: E;
  /** Absent if the call is about no token in particular. */
  tokenId?: string;
  /** The service account that owns the token; absent for a personal one. */
  serviceAccountId?: string;
  site: Site;
  /** The account whose credentials are used; absent: its name says nothing. */
  account?: string;
  credentials: Credentials;
  /** `true` if another `datadog:retryDeadlineSeconds` would give the call no more time: advice to raise it would be wrong. */
  isTimeFixed?: boolean;
  /** The host that was asked, for messages: the site's, or the one that overrides it. */
  host: string;
}

const moreTimeAdvice = "Raise datadog:retryDeadlineSeconds (DD_RETRY_DEADLINE_SECONDS).";

/** The error for a call that did not bring what it was made for. */
export function toDatadogError(callResult: CallResult, call: CallSubject<TokenEndpoint>): DatadogError {
  const facts = factsOf(callResult, call);
  const { result } = callResult;
  switch (callResult.end) {
    case "rateLimited":
      return new RateLimitError(facts, callResult, call.isTimeFixed);
    case "retriesExhausted": {
      const meaning = result && meaningOf(result);
      return new RetriesExhaustedError(
        facts,
        omitUndefined({
          method: endpoints[call.endpoint].method,
          elapsedSeconds: callResult.elapsedSeconds,
          lastResult: meaning?.words(call.host),
          advice: meaning?.advice ?? (call.isTimeFixed ? undefined : moreTimeAdvice),
        }),
      );
    }
    case "completed":
      return resultError(callResult.result, facts, call);
  }
}

function factsOf({ attempts, result }: CallResult, call: CallSubject<TokenEndpoint>): FailureFacts {
  const { endpoint, tokenId, serviceAccountId, site, account, credentials } = call;
  const response = result?.kind === "response" ? result : undefined;
  return omitUndefined({
    verb: verbs[endpoint],
    tokenId,
    serviceAccountId,
    site,
    account,
    status: response?.status,
    errors: response === undefined ? [] : errorsIn(response.body),
    attempts,
    secrets: secretsOf(credentials),
  });
}

function resultError(
  result: AttemptResult,
  facts: FailureFacts,
  call: CallSubject<TokenEndpoint>,
): DatadogError {
  if (result.kind !== "response") {
    const { mayHaveArrived, words, advice } = meaningOf(result);
    return mayHaveArrived || result.kind === "interrupted"
      ? new UnexpectedResponseError(
          facts,
          words(call.host),
          result.kind === "interrupted" ? advice : undefined,
        )
      : new ConnectionRefusedError(facts, words(call.host), advice);
  }
  switch (result.status) {
    case 401:
      return new CredentialRejectedError(facts, call.credentials);
    case 403:
      return new PermissionDeniedError(facts, call.credentials);
    case 404:
      return notFoundError(result, facts, call);
    default:
      return new UnexpectedResponseError(facts, unexpectedIn(result, call));
  }
}

/** The error for a 404 that is no answer: to a list none is documented, and of a token it may not be Datadog's word. */
function notFoundError(
  { status, body }: HttpResponse,
  facts: FailureFacts,
  { endpoint }: CallSubject<TokenEndpoint>,
): DatadogError {
  if (isErrorBody(body)) {
    return new UnexpectedResponseError(facts, statusText(status));
  }
  const isBare = isEmptyBody(body);
  const relaxed =
    isBare && endpoint !== "list"
      ? ' If Datadog itself answers so, set datadog:acceptBareNotFound (DD_ACCEPT_BARE_NOT_FOUND) to "true".'
      : "";
  return new UnexpectedResponseError(
    facts,
    `${statusText(status)} with ${isBare ? "no body" : "a body that is not Datadog's"}: ` +
      "a gateway or a wrong path seems to have answered",
    `Check datadog:apiUrl (DD_API_URL) and the proxy (HTTPS_PROXY, NO_PROXY).${relaxed}`,
  );
}

/**
 * The reason why a response says nothing about the tokens: each documented status has been dealt with unless its body is not
 * Datadog's.
 */
function unexpectedIn(
  { status, headers, body }: HttpResponse,
  { endpoint, host }: CallSubject<TokenEndpoint>,
): string {
  if (status >= 300 && status < 400) {
    const { location } = headers;
    const target = location === undefined ? undefined : URL.parse(location, `https://${host}`)?.host;
    return `${statusText(status)}, a redirect to ${target ?? "nowhere"}, which is not followed`;
  }
  const isRevocation = endpoints[endpoint].method === "DELETE";
  if (!isRevocation && status === 200) {
    const purpose = endpoint === "list" ? "list tokens" : "describe this token";
    const isJson = parseJson(body) !== undefined;
    return `${statusText(status)} with a body that ${isJson ? `does not ${purpose}` : "is not JSON"}`;
  }
  const expected = isRevocation ? "204" : "200";
  return status < 300 ? `${statusText(status)}, where ${expected} is documented` : statusText(status);
}
