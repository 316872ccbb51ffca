import { inSeconds, statusText } from "../http/wording";
import type { RateLimited } from "../retry/call-result";
import { DatadogError, type FailureFacts } from "./datadog-error";

/** The part of a call's end that the error tells. */
type Wait = Pick<RateLimited, "waitSeconds" | "secondsLeft" | "longestWaitSeconds" | "limitName">;

/** Datadog's rate limit lasts longer than the call may. Raised at once, not when the time is up. */
export class RateLimitError extends DatadogError {
  override readonly name = "RateLimitError";
  /** The duration of the cooldown, in seconds from now. */
  readonly waitSeconds: number;

  /** @param isTimeFixed - `true` if the setting would give the call no more time. */
  constructor(facts: FailureFacts, cooldown: Wait, isTimeFixed = false) {
    const { waitSeconds, limitName } = cooldown;
    const limit = limitName === undefined ? "rate limit" : `rate limit "${limitName}"`;
    const wait = inSeconds(waitSeconds);
    const left = budgetText(cooldown);
    super(
      facts,
      facts.status === undefined
        ? `another call met Datadog's ${limit}, all calls wait ${wait} for it, and ${left}`
        : `Datadog asks to wait ${wait} for its ${limit}, and ${left}: ${statusText(facts.status)}`,
      isTimeFixed
        ? "Run again after that."
        : "Run again after that, or raise datadog:retryDeadlineSeconds (DD_RETRY_DEADLINE_SECONDS).",
    );
    this.waitSeconds = waitSeconds;
  }
}

function budgetText({ secondsLeft, longestWaitSeconds }: Wait): string {
  if (secondsLeft !== undefined) {
    return `only ${inSeconds(secondsLeft)} are left`;
  }
  return longestWaitSeconds === undefined
    ? "this request does not wait"
    : `this one waits no longer than ${inSeconds(longestWaitSeconds)}`;
}
