import assert from "node:assert/strict";
import { claimOf } from "../../../provider/schema/claim";
import type { StoredResource } from "../engine/run";
import { areFull, organizationOf } from "../world/credentials";
import type { World } from "../world/world";
import type { RunInContext } from "./deaths";
import { recordsOf, type HeldRecord } from "./records";

/** Invariant: a refresh keeps every record, and claims no more of it than before. */
export function onlyLowers(before: readonly StoredResource[], after: readonly StoredResource[]): void {
  const found = new Map(recordsOf(after).map((held) => [held.place, held]));
  for (const held of recordsOf(before)) {
    const now = found.get(held.place);
    assert.ok(now, `a refresh dropped ${held.place}`);
    assert.ok(
      isSame(held, now) || isLowered(held, now),
      `a refresh lifted ${describe(held)} to ${describe(now)}`,
    );
    found.delete(held.place);
  }
  assert.equal(found.size, 0, "a refresh made records up");
}

function isSame(one: HeldRecord, other: HeldRecord): boolean {
  return describe(one) === describe(other);
}

function isLowered({ record }: HeldRecord, { record: now }: HeldRecord): boolean {
  return (
    record.status !== "armed" &&
    now.status === record.status &&
    now.unfinished === "aliveAgain" &&
    now.verifiedAt === undefined &&
    now.notFoundAt === undefined
  );
}

function describe({ record }: HeldRecord): string {
  return JSON.stringify(record, Object.keys(record).sort());
}

/**
 * Invariant: a refresh that ended well, with credentials of a token's own organisation that may do everything, finds each
 * token alive that is: it says so in the state, as work to be done.
 */
export function findsWhatLives({ run, after, startedAt }: RunInContext, world: World): void {
  const { credentials } = run.machine;
  if (run.kind !== "refresh" || run.failures.length > 0 || !areFull(credentials)) {
    return;
  }
  for (const { record } of recordsOf(after.filter(({ isReplaced }) => !isReplaced))) {
    const token = world.token(record.tokenId);
    const isSeen =
      token.kind !== "service that is not read" &&
      token.home !== undefined &&
      token.home === organizationOf(credentials, record.site) &&
      token.isUnharmed &&
      token.isShownAlive(startedAt);
    assert.ok(!isSeen || claimOf(record) === "toBeDone", `alive and not found: ${JSON.stringify(record)}`);
  }
}

/**
 * Invariant: a refresh that ended well, with credentials that are shown their own user's tokens alone, says so of each token
 * that is recorded as dead, and that they are not shown though it lives.
 */
export function saysWhatItMayNotSee({ run, after, startedAt }: RunInContext, world: World): void {
  const { credentials } = run.machine;
  if (run.kind !== "refresh" || run.failures.length > 0 || credentials.reads !== "own") {
    return;
  }
  const isTold = run.warnings.some((warning) => warning.includes("may be alive again, unseen"));
  for (const { record } of recordsOf(after.filter(({ isReplaced }) => !isReplaced))) {
    const token = world.token(record.tokenId);
    const isUnseen = token.kind === "personal" && !token.isOwn && token.isShownAlive(startedAt);
    const claim = claimOf(record);
    const isClaimed = claim !== "toBeDone" && claim !== "acceptedNotFound";
    assert.ok(!isUnseen || !isClaimed || isTold, `alive, unseen and not told: ${JSON.stringify(record)}`);
  }
}
