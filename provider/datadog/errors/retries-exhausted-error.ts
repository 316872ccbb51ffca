import { inSeconds, times } from "../http/wording";
import { DatadogError, type FailureFacts } from "./datadog-error";

/** The effort before giving up. */
export interface Effort {
  method: "GET" | "DELETE";
  elapsedSeconds: number;
  /** The last attempt's result, fit to follow "the last result was"; absent if there was no time for even one. */
  lastResult?: string;
  /** A sentence that says what to look at, given the last result; absent if there is nothing more to do than to run again. */
  advice?: string;
}

/** No response that counts, though it was tried as often and as long as allowed. */
export class RetriesExhaustedError extends DatadogError {
  override readonly name = "RetriesExhaustedError";

  constructor(facts: FailureFacts, effort: Effort) {
    const problem =
      effort.lastResult === undefined
        ? `gave up before trying ${effort.method}: no time was left`
        : `gave up after trying ${effort.method} ${times(facts.attempts)} in ${inSeconds(effort.elapsedSeconds)}; ` +
          `the last result was ${effort.lastResult}`;
    const standing =
      facts.verb === "revoke" ? "The token may still be valid: run again, which does no harm." : "Run again.";
    super(facts, problem, [standing, effort.advice ?? ""].join(" ").trimEnd());
  }
}
