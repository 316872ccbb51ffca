import { recordsIn, type BatchState } from "../../../../provider/schema/batch-state";
import { keptRecordVariable } from "../../../../provider/schema/counted-record";
import { idsOf, inputsOf } from "../../../support/lifecycle/batch-under-test";
import { InMemoryDatadog } from "../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest } from "../../../support/lifecycle/provider-under-test";

const [recorded = "", fresh = ""] = idsOf(2);
const file = "revocations.yaml";
const keys = { DD_API_KEY: "key", DD_APP_KEY: "app-key" };

/** The ids on record after an update of a list that no longer names a recorded token, and the tokens that live then. */
async function afterUpdate(
  news: ReturnType<typeof inputsOf>,
  { kept = file, olds = {} }: { kept?: string; olds?: Parameters<typeof inputsOf>[1] } = {},
) {
  const datadog = new InMemoryDatadog([recorded, fresh]);
  const { outs } = await providerUnderTest(datadog).batches.create(inputsOf([recorded], { file, ...olds }));
  const environment = { ...keys, [keptRecordVariable]: kept };
  const { batches } = providerUnderTest(datadog, { environment });
  const state = outs as BatchState;
  await batches.diff("list", state, news);
  const updated = (await batches.update("list", state, news)).outs as BatchState;
  return {
    ids: recordsIn(updated).map(({ tokenId }) => tokenId),
    updated,
    isAlive: [recorded, fresh].map((id) => datadog.isAlive(id)),
  };
}

test("what another run has revoked and not yet listed stays on record, and what is new is revoked beside it", async () => {
  const { ids, updated, isAlive } = await afterUpdate(inputsOf([fresh], { file }));
  expect(ids).toEqual([recorded, fresh].sort());
  expect(isAlive).toEqual([false, false]);
  expect(updated.revokedCount).toBe(2);
});

test("it stays as it was recorded, also where the program has other defaults by now", async () => {
  const { updated } = await afterUpdate(inputsOf([fresh], { file, revokeOn: "create", onNotFound: "fail" }));
  const [kept] = recordsIn(updated).filter(({ tokenId }) => tokenId === recorded);
  expect(kept).toMatchObject({ status: "revoked", revokeOn: "both", onNotFound: "accept" });
});

test("what is alive again is revoked again, and stays on record", async () => {
  const datadog = new InMemoryDatadog([recorded, fresh]);
  const { outs } = await providerUnderTest(datadog).batches.create(inputsOf([recorded], { file }));
  datadog.issue(recorded);
  const environment = { ...keys, [keptRecordVariable]: file };
  const { batches } = providerUnderTest(datadog, { environment });
  const { props } = await batches.read("list", outs);
  const news = inputsOf([], { file });
  expect(await batches.diff("list", props as BatchState, news)).toMatchObject({ changes: true });
  const updated = (await batches.update("list", props as BatchState, news)).outs as BatchState;
  expect(recordsIn(updated)).toMatchObject([{ tokenId: recorded, status: "revoked" }]);
  expect(recordsIn(updated)[0]).not.toHaveProperty("unfinished");
  expect(datadog.isAlive(recorded)).toBe(false);
});

test("what was to be revoked by its removal is revoked by it, and leaves the record", async () => {
  const { ids, isAlive } = await afterUpdate(inputsOf([fresh], { file }), { olds: { revokeOn: "delete" } });
  expect(ids).toEqual([fresh]);
  expect(isAlive).toEqual([false, false]);
});

test("a token that is declared on another site leaves its old one", async () => {
  const { updated } = await afterUpdate(inputsOf([recorded], { file, site: "datadoghq.eu" }));
  expect(recordsIn(updated).map(({ site }) => site)).toEqual(["datadoghq.eu"]);
});

test("of several lists whose record is kept, each is known by its file's name", async () => {
  const { ids } = await afterUpdate(inputsOf([fresh], { file }), { kept: `eu.yaml/${file}` });
  expect(ids).toEqual([recorded, fresh].sort());
});

test("the record of another file's list is kept by nobody's word", async () => {
  const { ids } = await afterUpdate(inputsOf([fresh], { file }), { kept: "eu.yaml" });
  expect(ids).toEqual([fresh]);
});
