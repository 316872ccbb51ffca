import assert from "node:assert/strict";
import { recordKey, type RevocationRecord } from "../../../provider/schema/revocation-record";
import { userOf } from "../world/credentials";
import type { World } from "../world/world";
import type { RunInContext } from "./deaths";
import { recordsOf } from "./records";

/**
 * Invariant: what an earlier run saw or hit and left open, armed or unfinished, stays open in a run whose credentials are
 * another user's, are not shown the token, and neither saw nor hit it: that they are told 404 is no answer. But for an
 * unfinished record of which nobody knows the organisation and nobody saw the token: that begins anew.
 */
export function narrowSightSettlesNothing({ run, asked, before, after }: RunInContext, world: World): void {
  const { credentials } = run.machine;
  if (credentials.reads === "all") {
    return;
  }
  const declared = new Set(run.kind === "up" ? asked.map(recordKey) : []);
  const held = recordsOf(after);
  const now = new Map(held.map(({ place, record }) => [place, record]));
  // A resource that is renamed with an alias keeps its records at another place.
  const open = new Set(held.filter(({ record }) => isOpen(record)).map(({ key }) => key));
  for (const { place, key, record } of recordsOf(before)) {
    const isTheirs = record.seenBy === userOf(credentials);
    const isHit = world.ledger.hits.some(
      (each) => each.run === run.number && each.tokenId === record.tokenId,
    );
    if (wasLeftOpen(record) && !isTheirs && !isHit) {
      const kept = now.get(place);
      const staysOpen = kept === undefined ? declared.has(key) || open.has(key) : isOpen(kept);
      assert.ok(staysOpen, `settled by a 404 to credentials that do not see it: ${JSON.stringify(record)}`);
    }
  }
}

function isOpen({ status, unfinished }: RevocationRecord): boolean {
  return status === "armed" || unfinished !== undefined;
}

/** Tells whether somebody saw or hit a token before the run, and left it to be done. */
function wasLeftOpen({
  status,
  revokeOn,
  unfinished,
  notFoundAt,
  organization,
  seenBy,
}: RevocationRecord): boolean {
  return status === "armed"
    ? seenBy !== undefined && revokeOn !== "create"
    : unfinished !== undefined && notFoundAt === undefined && organization !== undefined;
}
