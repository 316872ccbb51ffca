import assert from "node:assert/strict";
import { recordKey } from "../../../provider/schema/revocation-record";
import type { Asked } from "../commands/story";
import type { Run, StoredResource } from "../engine/run";
import type { World } from "../world/world";
import { recordsOf } from "./records";

/** A run, what was declared and recorded when it began, and what was recorded when it was over. */
export interface RunInContext {
  run: Run;
  asked: readonly Asked[];
  before: readonly StoredResource[];
  after: readonly StoredResource[];
  /** The world's time at its beginning. */
  startedAt: number;
}

/**
 * Invariant: no token dies that nobody asked to die. A run may revoke a token
 *
 * - that its program declares with `create` or `both`;
 * - that it declares with `delete`, if its record says that it was asked for before, and not done or undone since;
 * - that its program no longer declares, or that it destroys, if it is recorded with `delete` or `both`, or was asked for
 *   before and is not known to be gone.
 */
export function onlyDieIfAsked({ run, asked, before }: RunInContext, world: World): void {
  const recorded = Map.groupBy(recordsOf(before), ({ key }) => key);
  for (const { tokenId, site } of deletesOf(run, world).filter(({ kills }) => kills)) {
    const key = recordKey({ tokenId, site });
    const records = recorded.get(key) ?? [];
    const declared = run.kind === "up" ? asked.filter((each) => recordKey(each) === key) : [];
    const isAsked =
      declared.some(({ revokeOn }) => revokeOn !== "delete") ||
      (declared.length > 0 && records.some(({ record }) => record.status !== "armed")) ||
      (declared.length === 0 &&
        records.some(({ record }) => record.revokeOn !== "create" || record.status !== "armed"));
    assert.ok(isAsked && run.kind !== "refresh", `revoked without being asked for: ${key}`);
  }
}

/** Invariant: no run revokes more new tokens than the cap, those that were armed and are taken out among them. */
export function keepToTheCap({ run, before }: RunInContext, world: World): void {
  const cap = run.machine.environment["DD_MAX_REVOCATIONS"];
  if (cap === undefined) {
    return;
  }
  const revoked = new Set(
    recordsOf(before)
      .filter(({ record }) => record.status !== "armed")
      .map(({ key }) => key),
  );
  const fresh = new Set(
    deletesOf(run, world)
      .map(recordKey)
      .filter((key) => !revoked.has(key)),
  );
  assert.ok(fresh.size <= Number(cap), `${fresh.size} new revocations with a cap of ${cap}`);
}

/**
 * Invariant: what was to be revoked at its end does not leave the state without a DELETE, unless the program still declares
 * the token; and as long as it is recorded and declared no more, it is recorded as it was declared.
 */
export function noneIsForgotten({ run, asked, before, after }: RunInContext, world: World): void {
  const declared = new Set(run.kind === "up" ? asked.map(recordKey) : []);
  const left = recordsOf(after);
  const leftKeys = new Set(left.map(({ key }) => key));
  const sent = new Set(deletesOf(run, world).map(recordKey));
  for (const { key, place, record } of recordsOf(before)) {
    if (declared.has(key) || record.status !== "armed" || record.revokeOn === "create") {
      continue;
    }
    assert.ok(leftKeys.has(key) || sent.has(key), `forgotten and never revoked: ${key}`);
    const same = left.find((held) => held.place === place);
    assert.equal(
      same?.record.revokeOn ?? record.revokeOn,
      record.revokeOn,
      `recorded as nobody declared it: ${key}`,
    );
  }
}

function deletesOf(run: Run, world: World) {
  return world.ledger.deletes.filter((each) => each.run === run.number);
}
