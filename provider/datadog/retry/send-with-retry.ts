import pRetry from "p-retry";
import type { CallResult, RetryOptions } from "./call-result";
import { mostAttempts } from "./retry-policy";
import { FailedAttempt, RetryState } from "./retry-state";

/** Sends until a result stands, the attempts are used up, or the time is; once if `retry` is false. */
export async function sendWithRetry(options: RetryOptions): Promise<CallResult> {
  const state = new RetryState(options);
  try {
    return await pRetry(() => state.attempt(), {
      // Pauses are taken at the start of an attempt, on the options' clock. One retry more than is ever consumed: with none
      // left, p-retry gives up also on a failure that consumes none.
      retries: mostAttempts,
      minTimeout: 0,
      shouldConsumeRetry: ({ error }) => !metRateLimit(error),
      shouldRetry: ({ error, retriesLeft }) =>
        options.retry && error instanceof FailedAttempt && (metRateLimit(error) || retriesLeft > 1),
    });
  } catch (error) {
    if (error instanceof FailedAttempt) {
      return state.exhausted();
    }
    throw error;
  }
}

function metRateLimit(error: Error): boolean {
  return error instanceof FailedAttempt && error.decision === "rateLimited";
}
