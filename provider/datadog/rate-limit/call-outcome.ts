import type { AttemptResult } from "../http/attempt";
import { readRateLimitHeaders, type RateLimitHeaders } from "./rate-limit-headers";
import type { RoundTrip } from "./server-clock";

/** What came of a call, as far as it concerns a limit. */
export interface CallReport extends RoundTrip {
  /** `refused` is status 429; `lost`, no answer to a request that may have counted; `unsent`, one that never arrived. */
  outcome: "answered" | "refused" | "lost" | "unsent";
  headers: RateLimitHeaders;
  /** Our calls of this limit that were in flight with it, itself included. */
  inFlight: number;
  /** A mere observation, which makes nobody wait: only what it says of the calls left counts. */
  observation: boolean;
}

/** A result as a report, read at `receivedAt`; where there was no answer, its headers are empty. */
export function reportOn(
  result: AttemptResult,
  facts: Pick<CallReport, "sentAt" | "receivedAt" | "inFlight" | "observation">,
): CallReport {
  const headers = result.kind === "answer" ? readRateLimitHeaders(result.headers, facts.receivedAt) : {};
  return { outcome: outcomeOf(result), headers, ...facts };
}

function outcomeOf(result: AttemptResult): CallReport["outcome"] {
  switch (result.kind) {
    case "answer":
      return result.status === 429 ? "refused" : "answered";
    case "timeout":
    case "tooLarge":
      return "lost";
    case "brokenConnection":
      return result.mayHaveArrived ? "lost" : "unsent";
    case "proxyRefusal":
    case "untrustedServer":
    case "failed":
      return "unsent";
  }
}
