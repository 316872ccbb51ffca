import assert from "node:assert/strict";
import { claimOf } from "../../../provider/schema/claim";
import { recordKey, type RevocationRecord } from "../../../provider/schema/revocation-record";
import { areFull, organizationOf } from "../world/credentials";
import type { World } from "../world/world";
import type { RunInContext } from "./deaths";
import type { Proofs } from "./proofs";
import { recordsOf } from "./records";

/**
 * Invariant: of an `up` that ended well and without a warning, with credentials of a token's own organisation that may do
 * everything, nothing that is declared to die is alive. But for
 *
 * - a token that an earlier run recorded without a proof: it warned of it, or its program asked for none (`verify: false`),
 *   and the record goes on saying so;
 * - a token whose proof no provider can see through: see `Proofs`;
 * - a token of which this program asks for no proof;
 * - a token that came back to life: a refresh finds it.
 */
export function silenceMeansDeath(
  { run, asked, before, after }: RunInContext,
  world: World,
  proofs: Proofs,
): void {
  const { credentials } = run.machine;
  if (run.kind !== "up" || run.failures.length > 0 || run.warnings.length > 0 || !areFull(credentials)) {
    return;
  }
  const unproven = new Set(
    [
      ...recordsOf(before).filter(({ record }) => isKnownToBeUnproven(record)),
      ...recordsOf(after).filter((held) => proofs.isOnGoodFaith(held)),
    ].map(({ key }) => key),
  );
  for (const declared of asked) {
    const token = world.token(declared.tokenId);
    const isOurs = token.home !== undefined && organizationOf(credentials, declared.site) === token.home;
    if (isOurs && declared.revokeOn !== "delete" && declared.verify && token.revivedAtOrder < 0) {
      assert.ok(
        !token.isUnharmed || unproven.has(recordKey(declared)),
        `alive after an up that said nothing: ${recordKey(declared)}`,
      );
    }
  }
}

function isKnownToBeUnproven(record: RevocationRecord): boolean {
  const claim = claimOf(record);
  const { status, organization, seenBy, evidence } = record;
  if (claim === "unproven" && status === "alreadyRevoked" && !(organization ?? seenBy ?? evidence)) {
    // Whoever can be placed asks for it anew.
    return false;
  }
  return claim === "unproven" || claim === "acceptedNotFound" || record.notFoundAt !== undefined;
}

/**
 * Invariant: with credentials that may do everything, and that were told whose they are, a token whose proof the program asks
 * for is proven or left as work to be done: that nothing worth having was answered is never taken for a refusal, which
 * alone settles a revocation without a proof.
 */
export function leavesNoQuestionOpen({ run, asked, before, after }: RunInContext, world: World): void {
  const { credentials } = run.machine;
  const isUntold = world.ledger.identities.some(
    (each) => each.run === run.number && each.organization === undefined,
  );
  if (run.kind !== "up" || !areFull(credentials) || isUntold) {
    return;
  }
  const unproven = new Set(unprovenIn(before).map(({ key }) => key));
  const unasked = new Set(asked.filter(({ verify }) => !verify).map(recordKey));
  const declared = new Set(asked.map(recordKey));
  for (const { key, record } of unprovenIn(after)) {
    const isExcused = unproven.has(key) || unasked.has(key) || !declared.has(key);
    assert.ok(
      isExcused || organizationOf(credentials, record.site) === undefined,
      `settled without a proof though nobody refused to read: ${JSON.stringify(record)}`,
    );
  }
}

function unprovenIn(state: RunInContext["after"]) {
  return recordsOf(state).filter(({ record }) => claimOf(record) === "unproven");
}
