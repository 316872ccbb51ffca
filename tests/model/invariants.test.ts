import { StackState } from "./engine/stack-state";
import { noneIsForgotten } from "./invariants/deaths";
import { oursIsWhatWasHitAnew } from "./invariants/ours";
import { removalRevokesOrSaysSo } from "./invariants/removals";
import { onlyLowers } from "./invariants/refreshes";
import type { StoredResource } from "./engine/run";
import { fullCredentials } from "./world/credentials";
import { organizations } from "./world/token";
import { World } from "./world/world";

const tokenId = "10000000-0000-4000-8000-000000000000";

/** Resources that were replaced by failed runs, all of one token: each is another one. */
function replaced(number: number, revokeOn: string, record: object): StoredResource {
  const inputs = { site: "datadoghq.eu", revokeOn, onNotFound: "accept", verify: true, tokenId };
  const common = { name: "one", type: "single", id: tokenId, initErrors: [], isReplaced: true } as const;
  return { ...common, number, inputs, outputs: { ...inputs, ...record } };
}

const accepted = (notFoundAt: string) => ({ status: "alreadyRevoked", notFoundAt });
const earlier = replaced(1, "create", accepted("2026-11-24T10:00:00.160Z"));
const later = replaced(2, "create", accepted("2026-11-24T10:00:30.680Z"));
const armed = replaced(3, "delete", { status: "armed" });
const proven = {
  status: "revoked",
  revokedAt: "2026-11-24T10:00:00.000Z",
  verifiedAt: "2026-11-24T10:00:01.000Z",
};

const machine = { credentials: fullCredentials(["a", "c"]), clockAheadMs: 0, environment: {} };
/** A run that ended well, and said nothing. */
const good = { number: 1, machine, failures: [], warnings: [], isKilled: false, changes: 1 };

test("of two replaced resources of one token, each is held against itself after a refresh", () => {
  expect(() => {
    onlyLowers([earlier, later], [{ ...earlier }, { ...later }]);
  }).not.toThrow();
  expect(() => {
    onlyLowers([earlier, later], [{ ...earlier }, { ...later, outputs: earlier.outputs }]);
  }).toThrow("a refresh lifted");
  expect(() => {
    onlyLowers([earlier, later], [{ ...earlier }]);
  }).toThrow("a refresh dropped");
});

test("of two replaced resources of one token, the one that is left is not taken for the one that has ended", () => {
  const context = {
    run: { ...good, kind: "up" },
    asked: [],
    startedAt: 0,
  } as const;
  const world = new World({ tokens: [], neighbours: 0 });
  world.ledger.deletes.push({ tokenId, site: "datadoghq.eu", run: 1, kills: true });
  expect(() => {
    noneIsForgotten({ ...context, before: [earlier, armed], after: [earlier] }, world);
  }).not.toThrow();
  expect(() => {
    const changed = { ...armed, outputs: earlier.outputs };
    noneIsForgotten({ ...context, before: [earlier, armed], after: [earlier, changed] }, world);
  }).toThrow("recorded as nobody declared it");
});

test("a living token whose proven record leaves the state without a word is found, and one that is dead or told of is not", () => {
  const before = [replaced(1, "both", { ...proven, site: organizations.a.site })];
  const world = new World({ tokens: [], neighbours: 0 });
  const context = {
    run: { ...good, kind: "destroy" },
    asked: [],
    before,
    after: [],
    startedAt: world.nowMs,
  } as const;
  expect(() => {
    removalRevokesOrSaysSo(context, world);
  }).toThrow("alive, forgotten and not told");
  expect(() => {
    removalRevokesOrSaysSo(
      { ...context, run: { ...context.run, warnings: [`"${tokenId}" is alive`] } },
      world,
    );
  }).not.toThrow();
  world.token(tokenId).dieAt(world.nowMs);
  expect(() => {
    removalRevokesOrSaysSo(context, world);
  }).not.toThrow();
});

test("a token that was alive again is ours only if the run asked it to go", () => {
  const { verifiedAt: _, ...lowered } = proven;
  const before = [replaced(1, "both", { ...lowered, unfinished: "aliveAgain" })];
  const after = [replaced(1, "both", proven)];
  const world = new World({ tokens: [], neighbours: 0 });
  const context = { run: { ...good, kind: "up" }, asked: [], before, after, startedAt: world.nowMs } as const;
  expect(() => {
    oursIsWhatWasHitAnew(context, world);
  }).toThrow("called ours");
  world.ledger.deletes.push({ tokenId, site: "datadoghq.eu", run: 1, kills: true });
  expect(() => {
    oursIsWhatWasHitAnew(context, world);
  }).not.toThrow();
});

test("a resource that is renamed to a name that still stands in the state is the one of that name", () => {
  const state = new StackState();
  for (const name of ["two", "four"]) {
    state.add({ ...earlier, name, isReplaced: false });
  }
  const declared = { name: "four", aliases: ["two"], type: "single", inputs: {} } as const;
  expect(state.find(declared)?.name).toBe("four");
  expect(state.find({ ...declared, name: "five" })?.name).toBe("two");
});
