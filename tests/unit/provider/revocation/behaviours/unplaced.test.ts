import { kinds, ofEachKind, resourceUnderTest } from "../../../../support/lifecycle/resource-under-test";
import { datadogErrors } from "../../../../support/lifecycle/datadog-errors";
import { providerUnderTest, startOfTime, tokenId } from "../../../../support/lifecycle/provider-under-test";
import { InMemoryDatadog, organization } from "../../../../support/lifecycle/in-memory-datadog";
import { unknownValue } from "../../../../../provider/schema/unknown";

const parts = [{ unfinished: "verification" }, { unfinished: "aliveAgain" }] as const;

test.each(ofEachKind(parts))(
  "$kind with $unfinished left undone keeps it if nobody knows which organisation says 404",
  async ({ kind, unfinished }) => {
    const { datadog, stateWith, update, recordOf } = resourceUnderTest(kind);
    datadog.identity = { kind: "valid" };
    const { state, failure } = await update(stateWith({ verifiedAt: undefined, unfinished }));
    expect(failure).toContain("Which organisation says 404 could not be found out");
    expect(recordOf(state)).toMatchObject({ unfinished });
  },
);

test.each(ofEachKind(parts))(
  "$kind with $unfinished left undone is not forgotten if nobody knows which organisation says 404",
  async ({ kind, unfinished }) => {
    const { datadog, stateWith, destroy } = resourceUnderTest(kind);
    datadog.identity = { kind: "valid" };
    const { state, failure } = await destroy(stateWith({ verifiedAt: undefined, unfinished }));
    expect(failure).toContain("Which organisation says 404 could not be found out");
    expect(state).toBeDefined();
  },
);

test.each(kinds)(
  "%s is proven although trouble kept the organisation from being told until the proof needed it",
  async (kind) => {
    const { datadog, create, recordOf, warnings } = resourceUnderTest(kind);
    datadog.identitiesBefore.push({ kind: "unknown", problem: "503.", isTransient: true });
    datadog.issue(tokenId);
    const { state = {}, failure } = await create();
    expect(failure).toBeUndefined();
    expect(recordOf(state)).toMatchObject({ status: "revoked", organization });
    expect(recordOf(state)).toHaveProperty("verifiedAt");
    expect(warnings).toEqual([]);
  },
);

test.each(kinds)(
  "%s that is not verified is warned of, too, if its organisation is not told",
  async (kind) => {
    const { datadog, create, warnings } = resourceUnderTest(kind);
    datadog.identity = { kind: "unknown", problem: "503.", isTransient: true };
    datadog.issue(tokenId);
    await create({ verify: false });
    expect(warnings).toEqual([
      "Which Datadog organisation these credentials belong to on datadoghq.eu could not be told, so nothing is proven by a 404 of it. 503.",
    ]);
  },
);

test.each(kinds)(
  "%s that was accepted and left undone is refused by a later onNotFound: fail",
  async (kind) => {
    const { stateWith, update } = resourceUnderTest(kind);
    const state = stateWith({
      status: "alreadyRevoked",
      revokedAt: undefined,
      verifiedAt: undefined,
      notFoundAt: "2026-11-01T00:00:00.000Z",
      unfinished: "verification",
    });
    const { failure } = await update(state, { onNotFound: "fail" });
    expect(failure).toContain("does not know this token");
  },
);

test.each(kinds)(
  "%s that was accepted by another organisation and waits for its end now is armed, not revoked",
  async (kind) => {
    const { datadog, stateWith, update, recordOf } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    const accepted = stateWith({
      status: "alreadyRevoked",
      revokedAt: undefined,
      verifiedAt: undefined,
      notFoundAt: "2026-11-01T00:00:00.000Z",
      organization: "bbbbbbbb-00cb-11ea-a77b-8b5a08d3b091",
    });
    const { state } = await update(accepted, { revokeOn: "delete" });
    expect(recordOf(state)).toMatchObject({ status: "armed" });
    expect(datadog.isAlive(tokenId)).toBe(true);
  },
);

const hitUnseen = {
  status: "alreadyRevoked",
  revokedAt: undefined,
  verifiedAt: undefined,
  organization: undefined,
} as const;

test.each(kinds)(
  "%s that nobody saw is recorded without a proof if its DELETE is answered 204 and nobody can tell the organisation",
  async (kind) => {
    const { datadog, create, diff, stateWith, recordOf, warnings } = resourceUnderTest(kind);
    datadog.identity = { kind: "valid" };
    datadog.deletes.set(tokenId, "once more");
    const { state = {} } = await create();
    expect(recordOf(state)).toEqual(recordOf(stateWith(hitUnseen)));
    expect(warnings).toContainEqual(expect.stringContaining("nothing is proven by a 404"));
    expect(await diff(state)).toMatchObject({ changes: false });
  },
);

test.each(kinds)(
  "%s that nobody saw, and that a 204 alone says was there, is asked for anew as soon as the organisation is told",
  async (kind) => {
    const { datadog, stateWith, diff, update, recordOf } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    expect(await diff(stateWith(hitUnseen))).toMatchObject({ changes: true, replaces: [] });
    const { state = {} } = await update(stateWith(hitUnseen));
    expect(datadog.isAlive(tokenId)).toBe(false);
    expect(recordOf(state)).toMatchObject({ status: "revoked", organization });
    expect(recordOf(state)).toHaveProperty("verifiedAt");
    expect(await diff(state)).toMatchObject({ changes: false });
  },
);

test.each(kinds)(
  "%s that nobody saw, and that a 204 alone says was there, is accepted if the organisation does not know it, and the next up is quiet",
  async (kind) => {
    const { stateWith, diff, update, recordOf } = resourceUnderTest(kind);
    const { state = {} } = await update(stateWith(hitUnseen));
    expect(recordOf(state)).toMatchObject({ status: "alreadyRevoked", organization });
    expect(recordOf(state)).toHaveProperty("notFoundAt");
    expect(await diff(state)).toMatchObject({ changes: false });
  },
);

test.each(kinds)(
  "%s that nobody could look at, and that our 204 alone says was there, is asked for anew as soon as the organisation is told",
  async (kind) => {
    const unplaced = resourceUnderTest(kind);
    unplaced.datadog.identity = { kind: "valid" };
    unplaced.datadog.deletes.set(tokenId, "once more");
    unplaced.datadog.findRefusals.set(tokenId, [datadogErrors.gaveUp("look up"), undefined]);
    const { state = {} } = await unplaced.create();
    expect(unplaced.recordOf(state)).toMatchObject({ status: "revoked", revokedAt: startOfTime });
    expect(await unplaced.diff(state)).toMatchObject({ changes: false });
    const { datadog, diff, update, recordOf } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    expect(await diff(state)).toMatchObject({ changes: true, replaces: [] });
    const { state: after = {} } = await update(state);
    expect(datadog.isAlive(tokenId)).toBe(false);
    expect(recordOf(after)).toMatchObject({ status: "revoked", organization, verifiedAt: startOfTime });
    expect(await diff(after)).toMatchObject({ changes: false });
  },
);

test("Pulumi's marker as the id of a single revocation sends nothing", async () => {
  const datadog = new InMemoryDatadog();
  const { provider } = providerUnderTest(datadog);
  const inputs = {
    tokenId: unknownValue,
    site: "datadoghq.eu",
    revokeOn: "both",
    onNotFound: "accept",
    verify: true,
  } as const;
  await expect(provider.create(inputs)).rejects.toThrow(
    "tokenId: nothing was sent, this is the value that Pulumi puts in the place of one that is not known yet",
  );
  expect(datadog.asked).toEqual([]);
});

test("a token's text in the name of a list's file or of a property is told nowhere", async () => {
  const { batches } = providerUnderTest(new InMemoryDatadog());
  const text = `ddpat_1dm1op4lL89nV8pt94Tdk8_${"a1B2".repeat(9)}`;
  const checked = await batches.check(
    {},
    { file: text, revocations: { [tokenId]: { [text]: "x" } }, tokenProblems: [] },
  );
  expect(checked.failures).toHaveLength(1);
  expect(JSON.stringify(checked)).not.toContain("a1B2a1B2");
});
