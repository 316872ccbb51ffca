import { accountSiteKey } from "../datadog";
import { nameOf } from "../messages/wording";
import { isUnlocated, recordKey, type RevocationRecord } from "../schema/revocation-record";
import { isUnauthorized, type TokenFailure } from "../tasks/run-tasks";
import { finalDeleteSeconds, type RevocationContext } from "./context";
import { isElsewhere } from "./organization";
import type { RevocationPlan } from "./plan";
import { sendDelete } from "./revoke";

/** Sends the final DELETEs of a run, for tokens that are proven gone: none of them is a reason to keep a record. */
export class FinalDeletes {
  readonly #context: RevocationContext;
  /** Tokens whose final DELETE failed. */
  readonly failed: TokenFailure[] = [];
  /** Tokens whose final DELETE went to another organisation. */
  readonly elsewhere: RevocationRecord[] = [];

  constructor(context: RevocationContext) {
    this.#context = context;
  }

  /** Sends one, and takes a note of what went wrong with it. */
  async send(record: RevocationRecord): Promise<void> {
    try {
      // Credentials that a site refuses are refused for every token: asking on would be in vain.
      if (this.#isRefused(accountSiteKey(record))) {
        throw new Error("the credentials were refused before.");
      }
      const deadlineSeconds = Math.min(finalDeleteSeconds, this.#context.retryDeadlineSeconds);
      await sendDelete(record, this.#context, { deadlineSeconds });
      if (isElsewhere(record, await this.#context.organizationAt(record))) {
        this.elsewhere.push(record);
      }
    } catch (reason) {
      if (!(reason instanceof Error)) {
        throw reason;
      }
      this.failed.push({ ...nameOf(record), reason });
    }
  }

  /**
   * Takes over the tokens that were given up while they waited their turn.
   *
   * @returns the other failures.
   */
  takeOver(failures: readonly TokenFailure[], plan: RevocationPlan): TokenFailure[] {
    const finals = new Set(
      plan
        .filter(({ action, record }) => action === "remove" && isProvenGone(record))
        .map(({ record }) => recordKey(record)),
    );
    const isFinal = (failure: TokenFailure) => finals.has(recordKey(failure));
    this.failed.push(...failures.filter(isFinal));
    return failures.filter((failure) => !isFinal(failure));
  }

  #isRefused(whom: string): boolean {
    return this.failed.some((each) => accountSiteKey(each) === whom && isUnauthorized(each.reason));
  }
}

/** Tells whether nothing is left to be done or to be proven for a token. */
export function isProvenGone(record: RevocationRecord): boolean {
  return (
    record.verifiedAt !== undefined &&
    record.unfinished === undefined &&
    record.status !== "armed" &&
    !isUnlocated(record)
  );
}
