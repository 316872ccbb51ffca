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
  return claim === "unproven" || claim === "acceptedNotFound" || record.notFoundAt !== undefined;
}
