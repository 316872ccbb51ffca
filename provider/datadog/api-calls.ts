import { parseApiUrl } from "./http/api-url";
import type { DatadogClientOptions } from "./client-options";
import { systemClock } from "./http/clock";
import { credentialHeaders } from "./http/credentials";
import type { deliver } from "./retry/send-with-retry";
import type { Delivery } from "./retry/call-result";
import type { Call } from "./errors/to-datadog-error";
import { endpoints, type Endpoint } from "./api/endpoint";
import { PacingGate } from "./rate-limit/request-scheduler";
import { packageVersion } from "./http/package-version";
import { createSender } from "./http/send-request";
import { apiUrlOf } from "./token/sites";

/** How long a call may take. */
export interface CallTime {
  /** All attempts and waits together, in seconds. */
  deadlineSeconds: number;
  /** `false`: waiting in front of the gate takes none of it. @defaultValue true */
  runsWhileWaiting?: boolean;
}

/** How a client's calls become requests. */
export interface Deliveries {
  /** A call about one token, by its id, or about a page of the list. */
  callTo(endpoint: Endpoint, target: string | { query: string }): Call;
  /** One call: its request, made as `how` says (until it is answered, or once). */
  run(call: Call, time: CallTime, how: typeof deliver): Promise<Delivery>;
}

/**
 * What turns a client's calls into requests: address, headers and defaults, put together once.
 *
 * @throws RangeError where `apiUrl` is not acceptable
 */
export function deliveriesFor(options: DatadogClientOptions): Deliveries {
  const {
    site,
    credentials,
    requestTimeoutSeconds = 10,
    clock = systemClock,
    random = Math.random,
  } = options;
  const { concurrency = 16, send = createSender() } = options;
  const { gate = new PacingGate({ clock, random, concurrency }) } = options;
  const baseUrl = checkedApiUrl(options.apiUrl ?? apiUrlOf(site));
  const plainHeaders = {
    Accept: "application/json",
    "User-Agent": `pulumi-datadog-token-revocation/${packageVersion()}`,
  };
  return {
    callTo: (endpoint, target) => ({
      endpoint,
      ...(typeof target === "string" ? { tokenId: target, path: `/${target}` } : { path: target.query }),
      site,
      credentials,
      host: new URL(baseUrl).host,
    }),
    run: (call, { deadlineSeconds, runsWhileWaiting = true }, how) =>
      how({
        endpoint: call.endpoint,
        attempt: (timeoutMs) =>
          send({
            method: endpoints[call.endpoint].method,
            url: `${baseUrl}/api/v2/personal_access_tokens${call.path}`,
            // The credentials are in the clear for the length of an attempt only.
            headers: { ...plainHeaders, ...credentialHeaders(credentials) },
            timeoutMs,
          }),
        requestTimeoutMs: requestTimeoutSeconds * 1000,
        allowedMs: deadlineSeconds * 1000,
        runsWhileWaiting,
        gate,
        clock,
        random,
      }),
  };
}

function checkedApiUrl(text: string): string {
  const parsed = parseApiUrl(text);
  if ("problem" in parsed) {
    throw new RangeError(`apiUrl: ${parsed.problem}`);
  }
  return parsed.url;
}
