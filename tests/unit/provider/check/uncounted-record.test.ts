import type { BatchState } from "../../../../provider/schema/batch-state";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  changedRecordVariable,
  countedRecords,
  countedRecordVariable,
} from "../../../../provider/schema/counted-record";
import { idsOf, inputsOf } from "../../../support/lifecycle/batch-under-test";
import { InMemoryDatadog } from "../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest } from "../../../support/lifecycle/provider-under-test";

const [first = "", second = ""] = idsOf(2);
const file = "revocations.yaml";
const keys = { DD_API_KEY: "key", DD_APP_KEY: "app-key" };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "counted-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
const changed = () => join(folder, "changed");

/** A list of which one token is revoked, and a run that is to revoke another and has counted this record. */
async function recordedList(counted: (state: BatchState) => string) {
  const datadog = new InMemoryDatadog([first, second]);
  const { outs } = await providerUnderTest(datadog).batches.create(inputsOf([first], { file }));
  const state = outs as BatchState;
  const environment = {
    ...keys,
    [countedRecordVariable]: counted(state),
    [changedRecordVariable]: changed(),
  };
  return { datadog, state, ...providerUnderTest(datadog, { environment }) };
}

test.each([
  ["of nothing, before another run revoked", () => countedRecords([], file)],
  [
    "with a token less",
    (state: BatchState) => countedRecords([{ record: { ...state.record, "": "" } }], file),
  ],
])(
  "a list whose record was counted %s revokes nothing, and tells it by a file to who has counted",
  async (_, counted) => {
    const { datadog, batches, state } = await recordedList(counted);
    const news = inputsOf([first, second], { file });
    const problem = "The record of revocations.yaml has changed since it was counted for the limit of a day";
    await expect(batches.diff("list", state, news)).rejects.toThrow(problem);
    await expect(batches.update("list", state, news)).rejects.toThrow(problem);
    expect(datadog.isAlive(second)).toBe(true);
    expect(existsSync(changed())).toBe(true);
  },
);

test.each([
  ["beside that of another list of its file", (state: BatchState) => countedRecords([{}, state], file)],
  ["as it is", (state: BatchState) => countedRecords([state], file)],
  ["under another file's name", () => countedRecords([], "other.yaml")],
])("a list whose record was counted %s is gone on with", async (_, counted) => {
  const { datadog, batches, state } = await recordedList(counted);
  const news = inputsOf([first, second], { file });
  expect(await batches.diff("list", state, news)).toMatchObject({ changes: true });
  await batches.update("list", state, news);
  expect(datadog.isAlive(second)).toBe(false);
  expect(existsSync(changed())).toBe(false);
});

test("a list that another run has destroyed since it was counted is not made anew, and it is told who has counted", async () => {
  const { datadog, batches } = await recordedList((state) => countedRecords([state], file));
  await expect(batches.create(inputsOf([first, second], { file }))).rejects.toThrow(
    "the list that was counted is not there",
  );
  expect(datadog.isAlive(second)).toBe(true);
  expect(existsSync(changed())).toBe(true);
});

test("a second list of a file is made beside the one that was counted, whichever the engine comes to first", async () => {
  const { datadog, batches, state, clock } = await recordedList((recorded) =>
    countedRecords([recorded], file),
  );
  await batches.check({}, { ...inputsOf([second], { file }) });
  const made = batches.create(inputsOf([second], { file }));
  await batches.diff("list", state, inputsOf([first], { file }));
  await made;
  expect(clock.elapsedMs).toBe(1_000);
  expect(datadog.isAlive(second)).toBe(false);
  expect(existsSync(changed())).toBe(false);
});

test.each([
  ["whose file was counted without a record", () => countedRecords([], file)],
  ["of another file", (state: BatchState) => countedRecords([state], "other.yaml")],
  [
    "that was missed by an earlier try, and destroyed by nobody",
    (state: BatchState) => countedRecords([state, {}], file),
  ],
])("a list %s is made", async (_, counted) => {
  const { datadog, batches, clock } = await recordedList(counted);
  await batches.create(inputsOf([second], { file }));
  expect(datadog.isAlive(second)).toBe(false);
  expect(clock.elapsedMs).toBe(0);
});
