import { isErrorBody } from "../api/json-api";
import { isRateLimited, meaningOf, type AttemptResult } from "../http/attempt";

/**
 * The consequence of an attempt's result for the ones after it; `meaningOf` holds the results in detail:
 *
 * | decision      | another attempt                    | may have taken effect    |
 * |---------------|------------------------------------|--------------------------|
 * | `final`       | no: the result stands              | as the response says     |
 * | `rateLimited` | yes, when the limit's window ends  | no                       |
 * | `lost`        | yes, after a backoff               | yes                      |
 * | `unsent`      | yes, after a backoff               | no                       |
 */
export type RetryDecision = "final" | "rateLimited" | "lost" | "unsent";

/** Attempts of one call, those that met the rate limit not counted. */
export const mostAttempts = 8;

/** Decides if a result is retried, and why. */
export function retryDecision(result: AttemptResult): RetryDecision {
  const { isRetried, mayHaveArrived } = meaningOf(result);
  if (!isRetried) {
    return "final";
  }
  if (isRateLimited(result)) {
    return "rateLimited";
  }
  return mayHaveArrived ? "lost" : "unsent";
}

/**
 * Tells whether an attempt may have taken effect, so that a later one finds its result: its answer was lost, or is a failure in
 * Datadog's own words. A 408 or 5xx from something in front of Datadog is no evidence that the request went any further.
 */
export function mayBeTheReason(result: AttemptResult): boolean {
  return retryDecision(result) === "lost" && (result.kind !== "response" || isErrorBody(result.body));
}
