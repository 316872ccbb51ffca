import assert from "node:assert/strict";
import { recordKey } from "../../../provider/schema/revocation-record";
import { userOf } from "../world/credentials";
import type { World } from "../world/world";
import type { RunInContext } from "./deaths";
import { recordsOf } from "./records";

/**
 * Invariant: what an earlier run saw or hit and left open stays open, in a run whose credentials are another user's, are not
 * shown the token, and neither saw nor hit it: that they are told 404 is no answer. But for a record of which nobody knows
 * the organisation: that begins anew.
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
  const open = new Set(held.filter(({ record }) => record.unfinished !== undefined).map(({ key }) => key));
  for (const { place, key, record } of recordsOf(before)) {
    const { unfinished, notFoundAt, organization, openedBy, tokenId } = record;
    const wasLeftOpen = unfinished !== undefined && notFoundAt === undefined && organization !== undefined;
    const isTheirs = openedBy === userOf(credentials);
    const isHit = world.ledger.hits.some((each) => each.run === run.number && each.tokenId === tokenId);
    if (wasLeftOpen && !isTheirs && !isHit) {
      const isOpen = now.has(place)
        ? now.get(place)?.unfinished !== undefined
        : declared.has(key) || open.has(key);
      assert.ok(isOpen, `settled by a 404 to credentials that do not see it: ${JSON.stringify(record)}`);
    }
  }
}
