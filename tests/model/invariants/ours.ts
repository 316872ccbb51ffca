import assert from "node:assert/strict";
import { claimOf } from "../../../provider/schema/claim";
import type { World } from "../world/world";
import type { RunInContext } from "./deaths";
import { recordsOf } from "./records";

/**
 * Invariant: a token that was alive again, and is recorded as revoked by us after a run, was asked to go in that run: the DELETE that
 * had been in vain, or was undone, counts for nothing.
 */
export function oursIsWhatWasHitAnew({ run, before, after }: RunInContext, world: World): void {
  const now = new Map(recordsOf(after).map(({ place, record }) => [place, record]));
  for (const { place, record } of recordsOf(before)) {
    const then = now.get(place);
    const isOurs = then !== undefined && claimOf(then) === "provenRevoked";
    const isSent = world.ledger.deletes.some(
      (each) => each.run === run.number && each.tokenId === record.tokenId,
    );
    assert.ok(
      record.unfinished !== "aliveAgain" || !isOurs || isSent,
      `alive again, gone by itself, and called ours: ${JSON.stringify(then)}`,
    );
  }
}
