import { recordsIn, type BatchState } from "../../../../provider/schema/batch-state";
import type { RevocationState } from "../../../../provider/schema/revocation-state";
import { entriesOf, failureOf, idsOf, inputsOf } from "../../../support/lifecycle/batch-under-test";
import { datadogErrors } from "../../../support/lifecycle/datadog-errors";
import { InMemoryDatadog } from "../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest, tokenId } from "../../../support/lifecycle/provider-under-test";
import { standardOptions } from "../../../support/lifecycle/resource-under-test";

const tooMany = (count: number, most: number) =>
  new RegExp(`^${count} new revocations .*datadog:maxRevocations allows ${most}\\.`);

/** A run with a cap, in an organisation that outlives it. */
const runWith = (datadog: InMemoryDatadog, most: number) =>
  providerUnderTest(datadog, { config: { "datadog:maxRevocations": String(most) } });

const single = { ...standardOptions, tokenId };
const armed = { ...single, revokeOn: "delete", status: "armed" } as const satisfies RevocationState;

test("the cap of a list holds after a run that failed: what is still to be revoked counts, also without a preview", async () => {
  const tokenIds = idsOf(30);
  const datadog = new InMemoryDatadog(tokenIds);
  for (const each of tokenIds) {
    datadog.deletes.set(each, datadogErrors.denied("revoke"));
  }
  const { id, properties } = await failureOf(providerUnderTest(datadog).batches.create(inputsOf(tokenIds)));
  datadog.deletes.clear();
  const { batches } = runWith(datadog, 25);
  const { failures } = await batches.check({ ...inputsOf(tokenIds) }, { ...inputsOf(tokenIds) });
  expect(failures).toEqual([]);
  await expect(batches.diff(id, properties, inputsOf(tokenIds))).rejects.toThrow(tooMany(30, 25));
  expect(tokenIds.every((each) => datadog.isAlive(each))).toBe(true);
  await expect(runWith(datadog, 30).batches.diff(id, properties, inputsOf(tokenIds))).resolves.toMatchObject({
    changes: true,
  });
});

test("what a run is checked for and what it still has to do count once", async () => {
  const tokenIds = idsOf(4);
  const datadog = new InMemoryDatadog(tokenIds);
  const { batches } = runWith(datadog, 2);
  const [old = "", ...others] = tokenIds;
  const { id, outs } = await batches.create(inputsOf([old]));
  const news = inputsOf([old, ...others.slice(0, 2)]);
  expect((await batches.check({ ...inputsOf([old]) }, { ...news })).failures).toEqual([]);
  expect(await batches.diff(id, outs as BatchState, news)).toMatchObject({ changes: true });
});

test("armed tokens that are taken out of a list count for its cap in check, before anything is sent", async () => {
  const tokenIds = idsOf(3);
  const olds = inputsOf(tokenIds, { revokeOn: "delete", file: "revocations.yaml" });
  const { batches } = runWith(new InMemoryDatadog(tokenIds), 2);
  const { failures } = await batches.check({ ...olds }, { ...olds, revocations: {} });
  expect(failures).toEqual([
    {
      property: "",
      reason: expect.stringMatching(/^3 new revocations in revocations\.yaml, /) as string,
    },
  ]);
});

test("armed tokens that are taken out count by the record, too, and the preview tells them", async () => {
  const tokenIds = idsOf(3);
  const datadog = new InMemoryDatadog(tokenIds);
  const { id, outs } = await providerUnderTest(datadog).batches.create(
    inputsOf(tokenIds, { revokeOn: "delete" }),
  );
  const { batches, messages } = runWith(datadog, 2);
  await expect(batches.diff(id, outs as BatchState, inputsOf([], { revokeOn: "delete" }))).rejects.toThrow(
    tooMany(3, 2),
  );
  expect(
    messages[0]?.match(/taken out, it had been left alive until now, and this revokes it for good/g),
  ).toHaveLength(3);
});

test("a destroyed batch of armed tokens counts for the cap, at the latest then", async () => {
  const tokenIds = idsOf(3);
  const datadog = new InMemoryDatadog(tokenIds);
  const { id, outs } = await providerUnderTest(datadog).batches.create(
    inputsOf(tokenIds, { revokeOn: "delete" }),
  );
  await expect(runWith(datadog, 2).batches.delete(id, outs as BatchState)).rejects.toThrow(tooMany(3, 2));
  expect(tokenIds.every((each) => datadog.isAlive(each))).toBe(true);
  await runWith(datadog, 3).batches.delete(id, outs as BatchState);
  expect(tokenIds.some((each) => datadog.isAlive(each))).toBe(false);
});

test("an armed single revocation that left the program counts when the engine deletes it, together with the rest", async () => {
  const tokenIds = idsOf(2);
  const datadog = new InMemoryDatadog([tokenId, ...tokenIds]);
  const { provider, batches } = runWith(datadog, 2);
  expect((await batches.check({}, { ...inputsOf(tokenIds) })).failures).toEqual([]);
  await expect(provider.delete(tokenId, armed)).rejects.toThrow(tooMany(3, 2));
  expect(datadog.askedFor("revoke")).toEqual([]);
});

test("a removal of a token that is still declared elsewhere revokes nothing, and counts for nothing", async () => {
  const datadog = new InMemoryDatadog([tokenId]);
  const { provider, batches, clock } = runWith(datadog, 0);
  const lent = inputsOf([tokenId], { revokeOn: "delete" });
  expect((await batches.check({}, { ...lent })).failures).toEqual([]);
  await provider.delete(tokenId, armed);
  const { outs } = await providerUnderTest(datadog).batches.create(lent);
  await batches.delete("a-batch", outs as BatchState);
  expect(datadog.isAlive(tokenId)).toBe(true);
  expect(clock.elapsedMs).toBe(1_000);
});

test("armed tokens that move to a list that is declared before count for nothing, in check, diff and update", async () => {
  const tokenIds = idsOf(3);
  const datadog = new InMemoryDatadog(tokenIds);
  const armedOnes = inputsOf(tokenIds, { revokeOn: "delete" });
  const none = inputsOf([], { revokeOn: "delete" });
  const { id, outs } = await providerUnderTest(datadog).batches.create(armedOnes);
  const { batches } = runWith(datadog, 0);
  expect((await batches.check({}, { ...armedOnes })).failures).toEqual([]);
  expect((await batches.check({ ...armedOnes }, { ...none })).failures).toEqual([]);
  expect(await batches.diff(id, outs as BatchState, none)).toMatchObject({ changes: true });
  await batches.update(id, outs as BatchState, none);
  expect(tokenIds.every((each) => datadog.isAlive(each))).toBe(true);
});

test("a removal of what is revoked already counts for nothing", async () => {
  const tokenIds = idsOf(3);
  const datadog = new InMemoryDatadog(tokenIds);
  const { id, outs } = await providerUnderTest(datadog).batches.create(inputsOf(tokenIds, { verify: false }));
  const { batches } = runWith(datadog, 0);
  expect(recordsIn(outs as BatchState)).toHaveLength(3);
  expect((await batches.check({ ...inputsOf(tokenIds) }, { revocations: entriesOf([]) })).failures).toEqual(
    [],
  );
  expect(await batches.diff(id, outs as BatchState, inputsOf([], { verify: false }))).toMatchObject({
    changes: true,
  });
  await batches.delete(id, outs as BatchState);
});

test("a single revocation that is no longer armed, or accepted by another organisation, counts in its diff", async () => {
  const datadog = new InMemoryDatadog([tokenId]);
  const { provider } = runWith(datadog, 0);
  await expect(provider.diff(tokenId, armed, single)).rejects.toThrow(tooMany(1, 0));
  const accepted = { ...single, status: "alreadyRevoked", notFoundAt: "2026-11-01T00:00:00.000Z" } as const;
  await expect(runWith(datadog, 0).provider.diff(tokenId, accepted, single)).rejects.toThrow(tooMany(1, 0));
});

test.each([
  ["any account to a named one", "any", "eu"],
  ["a named account to any", "eu", "any"],
])("an armed token that moves from %s stays alive, and counts for nothing", async (_, from, to) => {
  const tokenIds = idsOf(1);
  const { batches } = providerUnderTest(new InMemoryDatadog(tokenIds), {
    config: {
      "datadog:maxRevocations": "0",
      "datadog:accounts": JSON.stringify({ eu: { site: "datadoghq.eu", apiKey: "a", appKey: "b" } }),
    },
  });
  const inputsFor = (account: string) => inputsOf(tokenIds, { account, revokeOn: "delete" });
  const { site: __, ...news } = inputsFor(to);
  const { failures } = await batches.check({ ...inputsFor(from) }, news);
  expect(failures).toEqual([]);
});
