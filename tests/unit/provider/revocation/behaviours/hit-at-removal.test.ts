import { datadogErrors } from "../../../../support/lifecycle/datadog-errors";
import { longAgo, tokenId } from "../../../../support/lifecycle/provider-under-test";
import { isSingle, resourceUnderTest } from "../../../../support/lifecycle/resource-under-test";

const ends = [
  { end: "a single revocation that is removed", kind: "a single revocation", verb: "destroy" },
  {
    end: "a service token's revocation that is removed",
    kind: "a service token's revocation",
    verb: "destroy",
  },
  { end: "a batch of one that is removed", kind: "a batch of one", verb: "destroy" },
  { end: "a token that is taken out of a batch of three", kind: "one of a batch of three", verb: "takeOut" },
] as const;
const accepted = {
  status: "alreadyRevoked",
  revokedAt: undefined,
  verifiedAt: undefined,
  notFoundAt: longAgo,
} as const;

const unproven = { verifiedAt: undefined } as const;
const named = `Personal access token "${tokenId}" on datadoghq.eu`;
const unless = "unless Datadog takes another DELETE of a token that is gone.";

const claims = [
  { claim: "verified", record: {}, words: "recorded as revoked by us, and proven gone" },
  { claim: "not proven", record: unproven, words: "recorded as revoked, and not proven gone" },
  { claim: "accepted on a 404", record: accepted, words: "accepted as already revoked on a 404" },
] as const;
const claimed = ends.flatMap((end) => claims.map((claim) => ({ ...end, ...claim })));
/** A batch that is destroyed sends no DELETE for a verified token, unless it finds it alive. */
const isLookedForAlone = ({ kind, verb, claim }: Pick<(typeof claimed)[number], "kind" | "verb" | "claim">) =>
  claim === "verified" && !isSingle(kind) && verb === "destroy";
const asked = claimed.filter((row) => !isLookedForAlone(row));

test.each(claimed)(
  "$end, $claim, that is alive is revoked and verified, and the warning says that it was alive",
  async ({ words, ...row }) => {
    const { kind, verb, record } = row;
    const { datadog, stateWith, recordOf, warnings, ...resource } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    const { state, failure } = await resource[verb](stateWith(record, { verify: false }));
    expect(failure).toBeUndefined();
    expect(recordOf(state)).toBeUndefined();
    const looks = isLookedForAlone(row) ? ["find", "find"] : ["find"];
    expect(datadog.callsFor(tokenId)).toEqual([...looks, "revoke", "find"]);
    expect(warnings).toEqual([
      `${named} was ${words}, and alive all the same until it was taken out: the DELETE of its removal has revoked it for good.`,
    ]);
  },
);

test.each(claimed)(
  "$end, $claim, that stays alive after its DELETE stays in the state as work to be done",
  async ({ kind, verb, record }) => {
    const { datadog, stateWith, recordOf, warnings, ...resource } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    datadog.deletes.set(tokenId, "in vain");
    const { state, failure } = await resource[verb](stateWith(record));
    expect(failure).toContain("Datadog accepted the DELETE but still says that the token is alive");
    expect(recordOf(state)).toBeDefined();
    expect(warnings).toEqual([]);
    if (verb === "takeOut") {
      expect(recordOf(state)).toMatchObject({ unfinished: "verification" });
      expect(recordOf(state)).not.toHaveProperty("verifiedAt");
    }
  },
);

test.each(claimed)(
  "$end, $claim, that is alive and whose DELETE is answered 404 stays in the state, and claims its death no more",
  async ({ kind, verb, record }) => {
    const { datadog, stateWith, recordOf, ...resource } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    datadog.deletes.set(tokenId, "not found");
    const { state, failure } = await resource[verb](stateWith(record));
    expect(failure).toContain("the DELETE was answered 404, but Datadog still says that the token is alive");
    if (verb === "takeOut") {
      expect(recordOf(state)).toMatchObject({ unfinished: "aliveAgain" });
      expect(recordOf(state)).not.toHaveProperty("verifiedAt");
    }
  },
);

test.each(asked.filter(({ claim }) => claim !== "accepted on a 404"))(
  "of $end, $claim, that is gone nothing is said if another DELETE is answered 204, as Datadog does",
  async ({ kind, verb, record }) => {
    const { datadog, stateWith, recordOf, warnings, ...resource } = resourceUnderTest(kind);
    datadog.deletes.set(tokenId, "once more");
    const { state, failure } = await resource[verb](stateWith(record));
    expect(failure).toBeUndefined();
    expect(recordOf(state)).toBeUndefined();
    expect(datadog.callsFor(tokenId).slice(0, 2)).toEqual(["find", "revoke"]);
    expect(warnings).toEqual([]);
  },
);

test.each(asked)(
  "of $end, $claim, that could not be looked for a DELETE answered 204 is told, with what it may mean",
  async ({ kind, verb, record, words }) => {
    const { datadog, stateWith, recordOf, warnings, ...resource } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    datadog.findRefusals.set(tokenId, [datadogErrors.gaveUp("look up"), undefined]);
    const { state, failure } = await resource[verb](stateWith(record));
    expect(failure).toBeUndefined();
    expect(recordOf(state)).toBeUndefined();
    expect(datadog.callsFor(tokenId)).toEqual(["find", "revoke", "find"]);
    expect(warnings).toEqual([
      `${named} was ${words}, and the DELETE that made sure of it at its removal was answered 204: it may have been alive until now, ${unless}`,
    ]);
  },
);

test.each(asked.filter(({ claim }) => claim !== "verified"))(
  "$end, $claim, about which there was no answer, is asked for again if its DELETE is answered 404, and stays if it is alive",
  async ({ kind, verb, record }) => {
    const { datadog, stateWith, recordOf, ...resource } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    datadog.findRefusals.set(tokenId, [datadogErrors.gaveUp("look up"), undefined]);
    datadog.deletes.set(tokenId, "not found");
    const { state, failure } = await resource[verb](stateWith(record));
    expect(failure).toContain("the DELETE was answered 404, but Datadog still says that the token is alive");
    expect(recordOf(state)).toBeDefined();
    expect(datadog.callsFor(tokenId).slice(0, 3)).toEqual(["find", "revoke", "find"]);
  },
);

test.each(asked.filter(({ claim }) => claim === "verified"))(
  "$end, $claim, about which there was no answer, is forgotten if its DELETE is answered 404, with a warning that says so",
  async ({ kind, verb, record }) => {
    const { datadog, stateWith, recordOf, warnings, ...resource } = resourceUnderTest(kind);
    datadog.findRefusal = datadogErrors.gaveUp("look up");
    const { state, failure } = await resource[verb](stateWith(record));
    expect(failure).toBeUndefined();
    expect(recordOf(state)).toBeUndefined();
    expect(warnings).toEqual([
      `${named} was proven gone before, and its record is deleted although nobody could be asked whether that is still so: there was no answer, and then its DELETE was answered 404.`,
    ]);
  },
);

test.each(asked)(
  "of $end, $claim, that these credentials may not read nothing is said if its DELETE is answered 404",
  async ({ kind, verb, record }) => {
    const { datadog, stateWith, warnings, ...resource } = resourceUnderTest(kind);
    datadog.findRefusal = datadogErrors.denied("look up");
    expect((await resource[verb](stateWith(record))).failure).toBeUndefined();
    expect(datadog.callsFor(tokenId)).toEqual(["find", "revoke"]);
    expect(warnings).toEqual([]);
  },
);

test("an armed token that is declared elsewhere lives, though it is recorded as proven gone where it is taken out", async () => {
  const { datadog, stateWith, warnings, declareElsewhere, destroy } =
    resourceUnderTest("a single revocation");
  datadog.issue(tokenId);
  await declareElsewhere({ revokeOn: "delete" });
  expect((await destroy(stateWith())).failure).toBeUndefined();
  expect(datadog.isAlive(tokenId)).toBe(true);
  expect(warnings).toEqual([expect.stringContaining("still declared in another of this run")]);
});
