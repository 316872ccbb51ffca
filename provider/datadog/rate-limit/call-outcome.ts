import { isRateLimited, meaningOf, type AttemptResult } from "../http/attempt";
import { readRateLimitHeaders, type RateLimitHeaders } from "./rate-limit-headers";
import type { RoundTrip } from "./server-clock";

/** The outcome of a request, as far as it concerns a limit. */
export interface CallOutcome extends RoundTrip {
  /** `rateLimited` is status 429; `lost`, no response to a request that may have counted; `unsent`, one that never arrived. */
  kind: "responded" | "rateLimited" | "lost" | "unsent";
  headers: RateLimitHeaders;
  /** Our requests of this limit that were in flight with it, itself included. */
  inFlight: number;
  /** A mere observation, which makes nobody wait: only the number of requests left counts. */
  isObservation: boolean;
}

/** The outcome that a result stands for, read at `receivedAt`; without a response its headers are empty. */
export function outcomeOf(
  result: AttemptResult,
  facts: Pick<CallOutcome, "sentAt" | "receivedAt" | "inFlight" | "isObservation">,
): CallOutcome {
  if (result.kind !== "response") {
    return { kind: meaningOf(result).mayHaveArrived ? "lost" : "unsent", headers: {}, ...facts };
  }
  const headers = readRateLimitHeaders(result.headers, facts.receivedAt);
  return { kind: isRateLimited(result) ? "rateLimited" : "responded", headers, ...facts };
}
