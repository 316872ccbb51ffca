import type { BatchState } from "../../../../provider/schema/batch-state";
import { countedRecord, countedRecordVariable } from "../../../../provider/schema/counted-record";
import { idsOf, inputsOf } from "../../../support/lifecycle/batch-under-test";
import { InMemoryDatadog } from "../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest } from "../../../support/lifecycle/provider-under-test";

const [first = "", second = ""] = idsOf(2);
const file = "revocations.yaml";
const keys = { DD_API_KEY: "key", DD_APP_KEY: "app-key" };

/** A list of which one token is revoked, and a run that is to revoke another and has counted this record. */
async function recordedList(counted: (state: BatchState) => string) {
  const datadog = new InMemoryDatadog([first, second]);
  const { outs } = await providerUnderTest(datadog).batches.create(inputsOf([first], { file }));
  const state = outs as BatchState;
  const environment = { ...keys, [countedRecordVariable]: counted(state) };
  return { datadog, state, ...providerUnderTest(datadog, { environment }) };
}

test.each([
  ["of nothing, before another run revoked", () => countedRecord({}, file)],
  ["with a token less", (state: BatchState) => countedRecord({ record: { ...state.record, "": "" } }, file)],
])("a list whose record was counted %s revokes nothing, and says to count again", async (_, counted) => {
  const { datadog, batches, state } = await recordedList(counted);
  const news = inputsOf([first, second], { file });
  const problem = "The record of revocations.yaml has changed since it was counted for the limit of a day";
  await expect(batches.diff("list", state, news)).rejects.toThrow(problem);
  await expect(batches.update("list", state, news)).rejects.toThrow(problem);
  expect(datadog.isAlive(second)).toBe(true);
});

test.each([
  ["as it is", (state: BatchState) => countedRecord(state, file)],
  ["under another file's name", () => countedRecord({}, "other.yaml")],
])("a list whose record was counted %s is gone on with", async (_, counted) => {
  const { datadog, batches, state } = await recordedList(counted);
  const news = inputsOf([first, second], { file });
  expect(await batches.diff("list", state, news)).toMatchObject({ changes: true });
  await batches.update("list", state, news);
  expect(datadog.isAlive(second)).toBe(false);
});
