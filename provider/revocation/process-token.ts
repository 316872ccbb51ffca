import { omitUndefined } from "../datadog/token/omit-undefined";
import { isUnlocated, recordKey, type RevocationRecord } from "../schema/revocation-record";
import type { RevocationContext } from "./context";
import { FinalDeletes, isProvenGone } from "./final-deletes";
import type { Observation, Observations, Sightings } from "./observation";
import { isWithinSight, organizationToFinish, wasSeen, wouldSee } from "./organization";
import type { PlannedToken } from "./plan";
import type { EndTurn } from "../tasks/run-tasks";
import { RevocationRefusedError } from "./revocation-refused-error";
import { hadNoEffect, revoke, sendDelete, type ProcessedToken } from "./revoke";
import { revokeAnywhere } from "./any-account/revoke-anywhere";
import { seenByAll } from "./any-account/seen-by-all";
import { isAddressed } from "./service-tokens/token-address";

/** Deals with the tokens of one run. */
export class TokenProcessor {
  readonly #observations: Observations;
  readonly #sightings: Sightings;
  readonly #context: RevocationContext;
  /** Tokens that were taken out here and are still declared elsewhere: nothing was sent for them. */
  readonly stillDeclared: RevocationRecord[] = [];
  readonly finalDeletes: FinalDeletes;

  /** @param sightings - of the tokens that are declared for any account. */
  constructor(observations: Observations, sightings: Sightings, context: RevocationContext) {
    this.#observations = observations;
    this.#sightings = sightings;
    this.#context = context;
    this.finalDeletes = new FinalDeletes(context);
  }

  /**
   * Does for one token what is planned. A removal asks for what its record asks for:
   *
   * | the record says | requests |
   * |---|---|
   * | not proven gone, and still declared in this run | no DELETE: a removal never revokes what is declared |
   * | the same, and the run fails before everything is declared | none, and an error: the next run knows |
   * | armed | as `revoke` |
   * | unfinished | as `resume` |
   * | proven gone | one more DELETE, whose failure holds up nothing |
   * | revoked or accepted, not proven | one more DELETE; what it hits is verified |
   *
   * @param endTurn - called as soon as no DELETE follows: what is asked then must not hold up those of other tokens.
   * @throws Error if the token could not be dealt with.
   */
  async process({ action, record }: PlannedToken, endTurn: EndTurn): Promise<ProcessedToken> {
    this.#refuseProtected(record);
    if (action === "remove") {
      return this.#remove(record, endTurn);
    }
    return action === "resume" ? this.#resume(record, endTurn) : this.#revoke(record, endTurn);
  }

  async #remove(record: RevocationRecord, endTurn: EndTurn): Promise<ProcessedToken> {
    const observation = this.#seen(record);
    if (isProvenGone(record)) {
      return this.finalDeletes.send(record, observation, endTurn);
    }
    if (record.verifiedAt === undefined) {
      const isAllDeclared = await this.#context.declarationsSettled();
      if (this.#context.isDeclared(record)) {
        this.stillDeclared.push(record);
        return { record, isToBeVerified: false };
      }
      if (!isAllDeclared) {
        throw RevocationRefusedError.perhapsDeclared(record);
      }
    }
    if (record.unfinished !== undefined) {
      return this.#resume(record, endTurn);
    }
    if (record.status === "armed" || isUnlocated(record)) {
      return this.#revoke(record, endTurn);
    }
    return this.finalDeletes.makeSure(record, observation, endTurn);
  }

  async #revoke(record: RevocationRecord, endTurn: EndTurn): Promise<ProcessedToken> {
    const sightings = this.#sightings.get(recordKey(record));
    if (sightings !== undefined) {
      return revokeAnywhere(record, sightings, this.#context, endTurn);
    }
    const revoked = await revoke(record, this.#seen(record), this.#context, endTurn);
    return {
      ...revoked,
      isToBeVerified: isAddressed(revoked.record),
      hadNoEffect: hadNoEffect(revoked.observed),
    };
  }

  /**
   * Goes on where an earlier run ended. Status and time stay if the token dies of that run's DELETE. One that was alive after it,
   * and is gone by itself, is revoked already, and not by us. If nobody knows which organisation the earlier run had hit, the
   * absence in this one proves nothing: then it begins anew.
   */
  async #resume(record: RevocationRecord, endTurn: EndTurn): Promise<ProcessedToken> {
    const { unfinished, ...open } = record;
    const { seenBy: _, ...settled } = unfinished === "aliveAgain" ? notByUs(open) : open;
    const { seen } = this.#seen(record);
    if (seen !== "alive" && record.organization === undefined && record.notFoundAt === undefined) {
      return this.#revoke(open, endTurn);
    }
    if (seen === "absent" && (record.notFoundAt !== undefined || (await wouldSee(record, this.#context)))) {
      const wasAlive = unfinished === "aliveAgain" || wasSeen(settled);
      return { record: await this.#confirmGone(settled, wasAlive), isToBeVerified: false };
    }
    if (seen !== "absent" && (unfinished === "aliveAgain" || record.status !== "revoked")) {
      const revoked = await this.#revoke(open, endTurn);
      if (record.notFoundAt === undefined && revoked.record.notFoundAt !== undefined) {
        await organizationToFinish(record, this.#context);
        await isWithinSight(record, this.#context);
      }
      return revoked;
    }
    const { outcome } = await sendDelete(record, this.#context);
    endTurn();
    if (outcome === "notFound") {
      await organizationToFinish(record, this.#context);
      if (!(await isWithinSight(record, this.#context))) {
        return { record: settled, isToBeVerified: false };
      }
    }
    const isHitAnew = unfinished === "aliveAgain" && outcome === "deleted";
    const hit = isHitAnew ? { status: "revoked" as const, revokedAt: this.#now() } : {};
    return { record: { ...settled, ...hit }, answer: outcome, isToBeVerified: true };
  }

  /**
   * The record of a token that is not there: proven gone if it was ever seen or hit, and if it is known who says so. One that
   * was never seen stays accepted, by the organisation that says so now: else the next run would have to ask it again.
   */
  async #confirmGone(record: RevocationRecord, wasAlive: boolean): Promise<RevocationRecord> {
    const organization = await organizationToFinish(record, this.#context);
    if (record.notFoundAt !== undefined && record.onNotFound === "fail") {
      throw RevocationRefusedError.unknownToken(record);
    }
    if (organization === undefined) {
      return record;
    }
    const at = this.#now();
    if (record.notFoundAt !== undefined) {
      return { ...record, organization, notFoundAt: at };
    }
    const seenBy = wasAlive ? await this.#context.userAt(record) : undefined;
    return { ...record, organization, verifiedAt: at, ...omitUndefined({ seenBy }) };
  }

  /** Of what is proven gone, nothing is left to protect. */
  #refuseProtected(record: RevocationRecord): void {
    if (record.verifiedAt !== undefined) {
      return;
    }
    const seen = seenByAll(record, this.#observations, this.#sightings);
    const shown = seen.flatMap(({ evidence }) => evidence ?? []);
    const mayLive = record.status === "armed" || record.unfinished === "aliveAgain";
    const isUntold = mayLive && seen.some((each) => each.seen === "notKnown");
    for (const evidence of shown.length > 0 ? shown : [record.evidence]) {
      const isUnread = evidence === undefined && isUntold;
      const { tokenId } = record;
      const known = { tokenId, ...omitUndefined({ name: evidence?.name, ownerId: evidence?.ownerId }) };
      const problem = this.#context.protection({ ...known, isUnread });
      if (problem !== undefined) {
        const isCertain = !isUnread || this.#context.protection(known) !== undefined;
        throw RevocationRefusedError.protectedToken(record, problem, { isCertain });
      }
    }
  }

  #now(): string {
    return new Date(this.#context.clock.now()).toISOString();
  }

  #seen(record: RevocationRecord): Observation {
    return this.#observations.get(recordKey(record)) ?? { seen: "notKnown" };
  }
}

/** The record of a token that an earlier DELETE of ours did not end. */
function notByUs({ revokedAt: _, ...record }: RevocationRecord): RevocationRecord {
  return { ...record, status: "alreadyRevoked" };
}
