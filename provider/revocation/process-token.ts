import { omitUndefined } from "../datadog/token/omit-undefined";
import { recordKey, type RevocationRecord } from "../schema/revocation-record";
import type { ObservedDelete } from "../schema/revocation-status";
import { isUnauthorized, type TokenFailure } from "../tasks/run-tasks";
import { finalDeleteSeconds, type RevocationContext } from "./context";
import type { Observation, Observations } from "./observe";
import type { PlannedToken } from "./plan";
import { revoke, sendDelete } from "./revoke";

/** A token that was dealt with, as far as it can be without verification. */
export interface ProcessedToken {
  record: RevocationRecord;
  /** `true` if Datadog has still to be asked whether the token is gone. */
  isToBeVerified: boolean;
  /** The DELETE that the status was read from; absent if an earlier run's status stands. */
  observed?: ObservedDelete;
}

/** Deals with the tokens of one run. */
export class TokenProcessor {
  readonly #observations: Observations;
  readonly #context: RevocationContext;
  /** Tokens that were known to be gone, and whose final DELETE failed: no reason to keep their record. */
  readonly failedFinalDeletes: TokenFailure[] = [];

  constructor(observations: Observations, context: RevocationContext) {
    this.#observations = observations;
    this.#context = context;
  }

  /**
   * Does for one token what is planned. A removal asks for what its record asks for:
   *
   * | the record says | requests |
   * |---|---|
   * | verified as gone | one more DELETE, whose failure holds up nothing |
   * | armed | as `revoke` |
   * | unfinished | as `resume` |
   * | revoked, not verified | one more DELETE |
   *
   * @throws Error if the token could not be dealt with.
   */
  async process({ action, record }: PlannedToken): Promise<ProcessedToken> {
    if (action === "resume" || (action === "remove" && record.unfinished !== undefined)) {
      return this.#resume(record);
    }
    if (record.status === "armed") {
      const { record: revoked, observed } = await revoke(record, this.#seen(record), this.#context);
      return { record: revoked, observed, isToBeVerified: true };
    }
    if (record.verifiedAt === undefined) {
      await sendDelete(record, this.#context);
    } else {
      await this.#finalDelete(record);
    }
    return { record, isToBeVerified: false };
  }

  /** Goes on where verification ended; the status and time of the earlier run stand. */
  async #resume({ unfinished: _, ...record }: RevocationRecord): Promise<ProcessedToken> {
    if (this.#seen(record).seen === "absent") {
      const verifiedAt = new Date(this.#context.clock.now()).toISOString();
      return { record: omitUndefined({ ...record, verifiedAt }), isToBeVerified: false };
    }
    await sendDelete(record, this.#context);
    return { record, isToBeVerified: true };
  }

  async #finalDelete(record: RevocationRecord): Promise<void> {
    const { tokenId, site } = record;
    try {
      // Credentials that a site refuses are refused for every token: asking on would be in vain.
      if (this.failedFinalDeletes.some((failed) => failed.site === site && isUnauthorized(failed.reason))) {
        throw new Error("the credentials were refused before.");
      }
      const deadlineSeconds = Math.min(finalDeleteSeconds, this.#context.retryDeadlineSeconds);
      await sendDelete(record, this.#context, { deadlineSeconds });
    } catch (reason) {
      if (!(reason instanceof Error)) {
        throw reason;
      }
      this.failedFinalDeletes.push({ tokenId, site, reason });
    }
  }

  #seen(record: RevocationRecord): Observation {
    return this.#observations.get(recordKey(record)) ?? { seen: "notKnown" };
  }
}

/** Tells whether a token's first question is worth asking before it is dealt with. */
export function isToBeObserved({ action, record }: PlannedToken): boolean {
  switch (action) {
    case "revoke":
    case "arm":
    case "resume":
      return true;
    case "remove":
      return record.status === "armed" || record.unfinished !== undefined;
    case "keep":
    case "forget":
      return false;
  }
}
