import assert from "node:assert/strict";
import { recordKey } from "../../../provider/schema/revocation-record";
import { claimOf, claims } from "../../../provider/schema/claim";
import type { World } from "../world/world";
import type { RunInContext } from "./deaths";
import { recordsOf } from "./records";

/**
 * Invariant: what is not proven, and bound to one organisation, does not leave the state on the word of another, if that was
 * told who it is. Its 404 is no answer; if it shows the token alive or answers 204, it is the token's own after all. What was
 * accepted on a 404 and is still declared is asked for anew.
 */
export function noOtherIsBelieved({ run, asked, before, after }: RunInContext, world: World): void {
  const { identities, hits } = world.ledger;
  const declared = new Set(run.kind === "up" ? asked.map(recordKey) : []);
  const left = new Set(recordsOf(after).map(({ key }) => key));
  for (const { key, record } of recordsOf(before)) {
    const { organization, site, tokenId, revokeOn } = record;
    const told = identities.filter((each) => each.run === run.number && each.site === site);
    const isElsewhere =
      told.length > 0 &&
      told.every((each) => each.organization !== undefined && each.organization !== organization);
    const isOurs = hits.some((each) => each.run === run.number && each.tokenId === tokenId);
    const isBound = organization !== undefined && revokeOn !== "create" && !claims[claimOf(record)].isProof;
    assert.ok(
      !isBound || !isElsewhere || isOurs || declared.has(key) || left.has(key),
      `forgotten on the word of another organisation: ${JSON.stringify(record)}`,
    );
  }
}
