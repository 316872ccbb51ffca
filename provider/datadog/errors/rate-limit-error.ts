import { DatadogError, type FailureFacts } from "./datadog-error";
import { inSeconds } from "./quantities";
import { statusText } from "./status-text";

/** How long Datadog's rate limit lasts, and how much time the call had left. */
export interface RateLimit {
  waitSeconds: number;
  /** Absent, as the next, for a call that does not wait at all. */
  secondsLeft?: number;
  /** For a call whose time does not run while it waits. */
  longestWaitSeconds?: number;
  /** The answer's `X-RateLimit-Name`. */
  limitName?: string;
}

/** Datadog's rate limit lasts longer than the call may. Raised at once, not when the time is up. */
export class RateLimitError extends DatadogError {
  override readonly name = "RateLimitError";
  /** How long the limit lasts, in seconds from now. */
  readonly waitSeconds: number;

  constructor(facts: FailureFacts, rateLimit: RateLimit) {
    const { waitSeconds, limitName } = rateLimit;
    const limit = limitName === undefined ? "rate limit" : `rate limit "${limitName}"`;
    const wait = inSeconds(waitSeconds);
    const left = patienceText(rateLimit);
    super(
      facts,
      facts.status === undefined
        ? `another call met Datadog's ${limit}, all calls wait ${wait} for it, and ${left}`
        : `Datadog asks to wait ${wait} for its ${limit}, and ${left}: ${statusText(facts.status)}`,
      "Run again after that, or raise datadog:retryDeadlineSeconds (DD_RETRY_DEADLINE_SECONDS).",
    );
    this.waitSeconds = waitSeconds;
  }
}

function patienceText({ secondsLeft, longestWaitSeconds }: RateLimit): string {
  if (secondsLeft !== undefined) {
    return `only ${inSeconds(secondsLeft)} are left`;
  }
  return longestWaitSeconds === undefined
    ? "this request does not wait"
    : `this one waits no longer than ${inSeconds(longestWaitSeconds)}`;
}
