import { parseApiUrl } from "./api-url";
import type { DatadogClientOptions } from "./client-options";
import { systemClock } from "./clock";
import { credentialHeaders } from "./credentials";
import type { deliver } from "./deliver";
import type { Delivery } from "./delivery";
import type { Call } from "./delivery-error";
import { PacingGate } from "./pacing-gate";
import { packageVersion } from "./package-version";
import { createSender } from "./request";
import { apiUrlOf } from "./sites";

/** How a client's calls become requests. */
export interface Deliveries {
  /** The host that is asked. */
  host: string;
  /** One call: its request, made as `how` says (until it is answered, or once). */
  run(call: Call, deadlineSeconds: number, how: typeof deliver): Promise<Delivery>;
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
  const { gate = new PacingGate({ clock, random }), send = createSender() } = options;
  const baseUrl = checkedApiUrl(options.apiUrl ?? apiUrlOf(site));
  const plainHeaders = {
    Accept: "application/json",
    "User-Agent": `pulumi-datadog-token-revocation/${packageVersion()}`,
  };
  return {
    host: new URL(baseUrl).host,
    run: ({ method, tokenId }, deadlineSeconds, how) =>
      how({
        attempt: (timeoutMs) =>
          send({
            method,
            url: `${baseUrl}/api/v2/personal_access_tokens/${tokenId}`,
            // The credentials are in the clear for the length of an attempt only.
            headers: { ...plainHeaders, ...credentialHeaders(credentials) },
            timeoutMs,
          }),
        requestTimeoutMs: requestTimeoutSeconds * 1000,
        deadline: clock.now() + deadlineSeconds * 1000,
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
