import type { Verdict } from "./retry-policy";

/** What tells the retry loop that another attempt may follow; it never leaves the loop. */
export class FailedAttempt extends Error {
  constructor(readonly verdict: Verdict) {
    super(verdict);
  }
}
