import { accountSiteKey } from "../datadog";
import { nameOf } from "../messages/wording";
import { isUnlocated, recordKey, type RevocationRecord } from "../schema/revocation-record";
import type { DeleteAnswer } from "../schema/revocation-status";
import { isUnauthorized, type EndTurn, type TokenFailure } from "../tasks/run-tasks";
import { finalDeleteSeconds, type RevocationContext } from "./context";
import type { Observation } from "./observation";
import { isElsewhere, isWithinSight, organizationFor, organizationToFinish, wasSeen } from "./organization";
import type { RevocationPlan } from "./plan";
import { hadNoEffect, sendDelete, type ProcessedToken } from "./revoke";
import { addressOf } from "./service-tokens/token-address";

/** Sends one more DELETE for each token that leaves the record and is said to be dead. */
export class FinalDeletes {
  readonly #context: RevocationContext;
  /** Tokens that may have been alive until now: their DELETE was answered 204, and nothing tells that they were gone before. */
  readonly hit: RevocationRecord[] = [];
  /** Tokens whose final DELETE failed. */
  readonly failed: TokenFailure[] = [];
  /** Tokens whose final DELETE was answered 404, and about which there was no answer before it: they may be out of its reach. */
  readonly unseen: RevocationRecord[] = [];
  /** Tokens whose final DELETE went to another organisation. */
  readonly elsewhere: RevocationRecord[] = [];

  constructor(context: RevocationContext) {
    this.#context = context;
  }

  /**
   * Sends one for a token that is proven gone, and takes a note of what went wrong with it: that is no reason to keep the record.
   * Datadog answers 204 to another DELETE of a token that is gone, too: so only of one that could not be looked for that means
   * something, and it is asked for as after any other DELETE.
   */
  async send(record: RevocationRecord, observation: Observation, endTurn: EndTurn): Promise<ProcessedToken> {
    let answer: DeleteAnswer = "notFound";
    try {
      // Credentials that a site refuses are refused for every token: asking on would be in vain.
      if (this.#isRefused(accountSiteKey(record))) {
        throw new Error("the credentials were refused before.");
      }
      const deadlineSeconds = Math.min(finalDeleteSeconds, this.#context.retryDeadlineSeconds);
      ({ outcome: answer } = await sendDelete(record, this.#context, { deadlineSeconds }));
      endTurn();
      if (answer === "notFound" && gotNoAnswer(observation)) {
        this.unseen.push(record);
      }
      if (isElsewhere(record, await this.#context.organizationAt(record))) {
        this.elsewhere.push(record);
      }
    } catch (reason) {
      if (!(reason instanceof Error)) {
        throw reason;
      }
      this.failed.push({ ...nameOf(record), reason });
    }
    if (answer === "notFound" || observation.seen === "absent") {
      return { record, isToBeVerified: false };
    }
    this.hit.push(record);
    return { record, isToBeVerified: true, answer };
  }

  /**
   * Sends one for a token whose end is claimed and not proven. A 204 may mean that it was there until now; a 404 about one
   * that was seen alive and never hit, or about which there was no answer before, may only mean that these credentials can't
   * revoke it.
   */
  async makeSure(
    record: RevocationRecord,
    observation: Observation,
    endTurn: EndTurn,
  ): Promise<ProcessedToken> {
    const found = { ...record, ...(await addressOf(record, this.#context)) };
    const { outcome: answer, lostAttempts } = await sendDelete(found, this.#context);
    endTurn();
    if (answer === "notFound") {
      const wasNeverHit = record.status === "alreadyRevoked" && record.notFoundAt === undefined;
      await (wasNeverHit ? organizationToFinish : organizationFor)(record, this.#context);
      if (wasNeverHit && wasSeen(record)) {
        await isWithinSight(record, this.#context);
      }
      const lostAttempt = lostAttempts > 0;
      const isToBeVerified = wasNeverHit || gotNoAnswer(observation);
      return { record, isToBeVerified, hadNoEffect: hadNoEffect({ answer, lostAttempt }) };
    }
    if (observation.seen !== "absent" || record.notFoundAt !== undefined) {
      this.hit.push(record);
    }
    const { notFoundAt: _, ...hit } = found;
    return { record: hit, isToBeVerified: true };
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

/** Tells whether trouble kept it unknown what a token is; who may not read is told by its DELETE alone. */
function gotNoAnswer({ seen, status }: Observation): boolean {
  return seen === "notKnown" && status !== 401 && status !== 403;
}
