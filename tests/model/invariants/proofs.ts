import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { claimOf, claims } from "../../../provider/schema/claim";
import type { Run, StoredResource } from "../engine/run";
import type { Told } from "../world/ledger";
import { organizationOf } from "../world/credentials";
import { organizations } from "../world/token";
import type { World } from "../world/world";
import type { RunInContext } from "./deaths";
import { recordsOf, type HeldRecord } from "./records";

/** The proofs that stand in the state, and when each was claimed for the first time. */
export class Proofs {
  readonly #world: World;
  readonly #claimedAt = new Map<string, number>();
  readonly #believed = new Set<string>();

  constructor(world: World) {
    this.#world = world;
  }

  /**
   * Invariant: a proof that is claimed anew rests on what was told. The organisation that the record names is the one that
   * answered; in it, this run saw the token alive or had a 204 to its DELETE, or an earlier run did and left the proof to
   * this one; and after that this run was told that it is gone.
   */
  restOnWhatWasTold({ run, before, after }: Pick<RunInContext, "run" | "before" | "after">): void {
    const left = new Set(
      recordsOf(before)
        .filter(({ record }) => record.unfinished !== undefined && record.notFoundAt === undefined)
        .map(({ key }) => key),
    );
    for (const held of proofsIn(after)) {
      const id = claimId(held);
      if (!this.#claimedAt.has(id)) {
        if (this.#examine(held, run, left.has(held.key)) === "on good faith") {
          this.#believed.add(id);
        }
        this.#claimedAt.set(id, this.#world.ledger.next());
      }
    }
  }

  /**
   * Invariant: no token is unharmed that is proven gone, unless it came back to life since. But for what no provider can
   * know:
   *
   * - A gateway answered 204 to the DELETE and passed nothing on, and Datadog itself then said 404 to these credentials,
   *   which do not see the token (another site or organisation, somebody else's token, or one of a few seconds). A gateway
   *   that goes on answering 204 to the question that follows is seen through.
   * - An earlier run with other credentials of the same organisation saw the token, or had a 204, and left the proof to this
   *   run, whose credentials do not see it (they read their own tokens alone). A record names the organisation that
   *   answered, not the user.
   */
  areTrue(state: readonly StoredResource[]): void {
    for (const held of proofsIn(state)) {
      const token = this.#world.token(held.record.tokenId);
      const id = claimId(held);
      const claimedAt = this.#claimedAt.get(id) ?? 0;
      assert.ok(
        !token.isUnharmed || token.revivedAtOrder > claimedAt || this.#believed.has(id),
        `proven gone and alive: ${JSON.stringify(held.record)}`,
      );
    }
  }

  /** Tells whether a record's proof is one of those that no provider can see through. */
  isOnGoodFaith(held: HeldRecord): boolean {
    return this.#believed.has(claimId(held));
  }

  #examine({ record }: HeldRecord, run: Run, isLeftToThisRun: boolean): "on good faith" | "on what it saw" {
    const { ledger } = this.#world;
    const { tokenId, site } = record;
    const text = JSON.stringify(record);
    const { credentials } = run.machine;
    const organization = organizationOf(credentials, site);
    assert.ok(organization !== undefined, `proven without credentials for its site: ${text}`);
    assert.equal(
      record.organization,
      organizations[organization].id,
      `proven by another organisation: ${text}`,
    );
    const isOfIt = (told: Told & { tokenId: string }) =>
      told.tokenId === tokenId && told.organization === organization;
    const hits = ledger.hits.filter((each) => isOfIt(each) && (isLeftToThisRun || each.run === run.number));
    const [hit] = hits;
    assert.ok(hit, `proven without having been seen or hit: ${text}`);
    const absences = ledger.absences.filter(
      (each) => isOfIt(each) && each.run === run.number && each.order > hit.order,
    );
    assert.ok(absences.length > 0, `proven without being told gone: ${text}`);
    const hasOwnHit = hits.some(
      (each) => each.sign !== "204 of a gateway" && isDeepStrictEqual(each.credentials, credentials),
    );
    return !hasOwnHit && absences.every(({ isBlind }) => isBlind) ? "on good faith" : "on what it saw";
  }
}

function proofsIn(state: readonly StoredResource[]): HeldRecord[] {
  return recordsOf(state).filter(({ record }) => claims[claimOf(record)].isProof);
}

function claimId({ key, record }: HeldRecord): string {
  return `${key} ${record.verifiedAt ?? ""} ${record.organization ?? ""}`;
}
