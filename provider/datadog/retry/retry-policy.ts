import type { AttemptResult } from "../http/attempt";

/**
 * What an attempt's result means for the ones after it:
 *
 * | verdict       | another attempt                    | may have taken effect |
 * |---------------|------------------------------------|-----------------------|
 * | `final`       | no: the answer stands              | as the answer says    |
 * | `rateLimited` | yes, when the limit's window ends  | no                    |
 * | `lost`        | yes, after a backoff               | yes                   |
 * | `unsent`      | yes, after a backoff               | no                    |
 */
export type Verdict = "final" | "rateLimited" | "lost" | "unsent";

/** Attempts of one call, those that met the rate limit not counted. */
export const mostAttempts = 8;

/** The shortest pause before another attempt, in milliseconds: whoever is in trouble is not helped by one at once. */
export const shortestPauseMs = 100;

const firstCeilingMs = 1000;
const highestCeilingMs = 30_000;

/** Whether a result is retried, and why. Both requests are idempotent, so a lost answer is no reason against it. */
export function verdictOn(result: AttemptResult): Verdict {
  switch (result.kind) {
    case "answer":
      return verdictOnStatus(result.status);
    case "timeout":
      return "lost";
    case "brokenConnection":
      return result.mayHaveArrived ? "lost" : "unsent";
    case "proxyRefusal":
      // Its 429 is about its own limits, not about Datadog's, and must not hold back other calls.
      return verdictOnStatus(result.status) === "final" ? "final" : "unsent";
    case "untrustedServer":
    case "tooLarge":
    case "failed":
      return "final";
  }
}

function verdictOnStatus(status: number): Verdict {
  if (status === 429) {
    return "rateLimited";
  }
  return status === 408 || status >= 500 ? "lost" : "final";
}

/**
 * The pause after the n-th failure in a row (n from 1), in milliseconds: exponential backoff with full jitter, that is
 * anything up to 1, 2, 4, 8, 16, 30, 30, … s.
 */
export function backoffMs(failures: number, random: () => number): number {
  const ceilingMs = Math.min(firstCeilingMs * 2 ** (failures - 1), highestCeilingMs);
  return Math.max(Math.round(random() * ceilingMs), shortestPauseMs);
}
