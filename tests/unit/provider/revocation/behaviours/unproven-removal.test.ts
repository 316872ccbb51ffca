import { datadogErrors } from "../../../../support/lifecycle/datadog-errors";
import { longAgo, tokenId } from "../../../../support/lifecycle/provider-under-test";
import { resourceUnderTest } from "../../../../support/lifecycle/resource-under-test";

const ends = [
  { end: "a single revocation that is removed", kind: "a single revocation", verb: "destroy" },
  { end: "a batch of one that is removed", kind: "a batch of one", verb: "destroy" },
  { end: "a token that is taken out of a batch of one", kind: "a batch of one", verb: "takeOut" },
  { end: "a token that is taken out of a batch of three", kind: "one of a batch of three", verb: "takeOut" },
] as const;

const open = { revokedAt: undefined, verifiedAt: undefined } as const;
const accepted = { ...open, status: "alreadyRevoked", notFoundAt: longAgo } as const;
/** Seen alive, and its DELETE answered 404: only those who may revoke it know whether it is gone. */
const neverHit = { ...open, status: "alreadyRevoked" } as const;
const armed = { ...open, status: "armed" } as const;
const unverifiedProgram = { verify: false } as const;

test.each(ends)(
  "$end, accepted on a 404, is asked to go once more, and nothing is said if it is still not found",
  async ({ kind, verb }) => {
    const { datadog, stateWith, recordOf, warnings, ...resource } = resourceUnderTest(kind);
    const { state, failure } = await resource[verb](stateWith(accepted));
    expect(failure).toBeUndefined();
    expect(recordOf(state)).toBeUndefined();
    expect(datadog.callsFor(tokenId)).toEqual(["find", "revoke"]);
    expect(warnings).toEqual([]);
  },
);

test.each(ends)(
  "$end, accepted on a 404, that its DELETE hits and that stays alive stays in the state as work to be done",
  async ({ kind, verb }) => {
    const { datadog, stateWith, recordOf, warnings, ...resource } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    datadog.deletes.set(tokenId, "in vain");
    const { state, failure } = await resource[verb](stateWith(accepted));
    expect(failure).toContain("Datadog accepted the DELETE but still says that the token is alive");
    expect(recordOf(state)).toBeDefined();
    expect(warnings).toEqual([]);
  },
);

test.each(ends)("$end, armed, is verified also with verify: false", async ({ kind, verb }) => {
  const { datadog, stateWith, ...resource } = resourceUnderTest(kind);
  datadog.issue(tokenId);
  const { failure } = await resource[verb](stateWith(armed, { revokeOn: "delete", verify: false }));
  expect(failure).toBeUndefined();
  expect(datadog.callsFor(tokenId)).toEqual(["find", "revoke", "find"]);
});

test.each(ends)(
  "$end, armed, with verify: false is not forgotten while its token stays alive",
  async ({ kind, verb }) => {
    const { datadog, stateWith, recordOf, ...resource } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    datadog.deletes.set(tokenId, "in vain");
    const { state, failure } = await resource[verb](stateWith(armed, { revokeOn: "delete", verify: false }));
    expect(failure).toContain("still says that the token is alive");
    expect(recordOf(state)).toBeDefined();
  },
);

test.each(ends)(
  "$end, seen alive and never hit, is not forgotten while its token is alive",
  async ({ kind, verb }) => {
    const { datadog, stateWith, recordOf, ...resource } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    datadog.deletes.set(tokenId, "not found");
    const { state, failure } = await resource[verb](stateWith(neverHit, unverifiedProgram));
    expect(failure).toContain("the DELETE was answered 404, but Datadog still says that the token is alive");
    expect(recordOf(state)).toMatchObject({ status: "alreadyRevoked" });
  },
);

test.each(ends)(
  "$end, seen alive and never hit, goes with a warning if these credentials may not read",
  async ({ kind, verb }) => {
    const { datadog, stateWith, recordOf, warnings, ...resource } = resourceUnderTest(kind);
    datadog.findRefusal = datadogErrors.denied("look up");
    const { state, failure } = await resource[verb](stateWith(neverHit));
    expect(failure).toBeUndefined();
    expect(recordOf(state)).toBeUndefined();
    expect(warnings).toEqual([expect.stringContaining("these credentials may not read whether it is gone")]);
  },
);

test.each(ends)(
  "$end, armed and not known, is told as what it is taken for: nothing is recorded of it any more",
  async ({ kind, verb }) => {
    const { stateWith, recordOf, warnings, ...resource } = resourceUnderTest(kind);
    const { state, failure } = await resource[verb](stateWith({ ...open, status: "armed" }));
    expect(failure).toBeUndefined();
    expect(verb === "takeOut" ? recordOf(state) : undefined).toBeUndefined();
    expect(warnings).toEqual([
      expect.stringContaining(
        "is not known (404): taken for already revoked, which is accepted and not proven.",
      ),
    ]);
  },
);
