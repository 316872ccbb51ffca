import { recordsIn, type BatchState } from "../../../../provider/schema/batch-state";
import {
  createdBatch,
  entriesOf,
  idsOf,
  inputsOf,
  organisationOf,
} from "../../../support/lifecycle/batch-under-test";
import { datadogErrors } from "../../../support/lifecycle/datadog-errors";
import { InMemoryDatadog } from "../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest, startOfTime } from "../../../support/lifecycle/provider-under-test";

const [a, b] = ["35ef7728-4761-41dd-8a7b-f1112a26f840", "61c07794-df2a-4403-a6ad-caa6bb70dae2"] as const;

test("a batch revokes and verifies each token once, and records it", async () => {
  const tokenIds = idsOf(250);
  const { batches, datadog, warnings } = organisationOf(tokenIds, 120);
  const { id, outs } = await batches.create(inputsOf(tokenIds));
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(outs).toMatchObject({ revokedCount: 250, alreadyRevokedCount: 0 });
  const records = recordsIn(outs as BatchState);
  expect(records.map(({ tokenId }) => tokenId)).toEqual(tokenIds);
  expect(records.every(({ status, verifiedAt }) => status === "revoked" && verifiedAt)).toBe(true);
  expect(datadog.askedFor("revoke").sort()).toEqual(tokenIds);
  // A hundred tokens a call: four pages before; two after, from the last to the first, since they have to prove something.
  expect(datadog.askedFor("list")).toEqual(["0", "3", "2", "1", "0", "1", "0"]);
  expect(datadog.askedFor("find")).toEqual([]);
  expect(warnings).toEqual([]);
});

test("tokens that were gone before are already revoked, and one warning names them", async () => {
  const tokenIds = idsOf(5);
  const gone = tokenIds.slice(0, 2);
  const { batches, warnings } = organisationOf(tokenIds.slice(2));
  const { outs } = await batches.create(inputsOf(tokenIds));
  expect(outs).toMatchObject({ revokedCount: 3, alreadyRevokedCount: 2 });
  expect(warnings).toEqual([
    expect.stringContaining(
      `2 personal access tokens on datadoghq.eu (${gone.join(", ")}) are not known (404): recorded as already revoked, which is accepted and not proven.`,
    ),
  ]);
});

test("a token that is not on the list is asked for on its own: these credentials may not see it there", async () => {
  const [gone = "", ...alive] = idsOf(200);
  const { batches, datadog } = organisationOf(alive);
  await batches.create(inputsOf([gone, ...alive]));
  expect(new Set(datadog.askedFor("find"))).toEqual(new Set([gone]));
});

test.each<{ list: string; hide: (datadog: InMemoryDatadog) => void }>([
  {
    list: "can't be read",
    hide: (datadog) => {
      datadog.listRefusal = datadogErrors.denied("look up");
    },
  },
  {
    list: "does not say how long it is",
    hide: (datadog) => {
      datadog.hidesTotal = true;
    },
  },
  {
    list: "takes more calls than the tokens",
    hide: (datadog) => {
      idsOf(500).forEach((each) => datadog.issue(each));
    },
  },
])("if the list $list, everything is asked one by one", async ({ hide }) => {
  const tokenIds = idsOf(5);
  const { batches, datadog } = organisationOf(tokenIds);
  hide(datadog);
  const { outs } = await batches.create(inputsOf(tokenIds));
  expect(outs).toMatchObject({ revokedCount: 5 });
  expect(datadog.askedFor("find").sort()).toEqual([...tokenIds, ...tokenIds].sort());
});

test("the deadline of each token's calls is its own, and does not run while it waits its turn", async () => {
  const datadog = new InMemoryDatadog([a]);
  const { batches } = providerUnderTest(datadog);
  const { id, outs } = await batches.create(inputsOf([a], { verify: false }));
  await batches.read(id, outs);
  expect(datadog.optionsFor(a)).toEqual([
    { deadlineSeconds: 3, retry: false },
    { deadlineIncludesQueueTime: false },
    { deadlineIncludesQueueTime: false },
  ]);
});

test("an empty batch does nothing and needs no credentials", async () => {
  const datadog = new InMemoryDatadog();
  const { batches } = providerUnderTest(datadog, { environment: {} });
  const { id, outs } = await batches.create(inputsOf([]));
  expect(outs).toMatchObject({ record: {}, revokedCount: 0, alreadyRevokedCount: 0 });
  expect(await batches.read(id, outs as BatchState)).toEqual({ id, props: outs });
  await batches.delete(id, outs as BatchState);
  expect(datadog.asked).toEqual([]);
});

test("new ids are revoked alone", async () => {
  const tokenIds = idsOf(5);
  const { batches, datadog, id, state } = await createdBatch(tokenIds);
  const more = idsOf(2);
  more.forEach((tokenId) => datadog.issue(tokenId));
  const { outs } = await batches.update(id, state, inputsOf([...tokenIds, ...more].sort()));
  expect(datadog.askedFor("revoke").sort()).toEqual(more);
  expect(outs).toMatchObject({ revokedCount: 7 });
});

test("new words about a token, as about all of them, ask nothing and need no credentials", async () => {
  const { batches, id, state } = await createdBatch([a, b]);
  const words = { reason: "CI log", foundAt: ["scan.json: app.ts:12"] };
  const inputs = inputsOf({ [a]: words, [b]: {} }, { ticket: "SEC-1" });
  expect(await batches.diff(id, state, inputs)).toMatchObject({ changes: true, replaces: [] });
  const offline = providerUnderTest(new InMemoryDatadog(), { environment: {} });
  const { outs } = await offline.batches.update(id, state, inputs);
  expect(outs).toEqual({ ...state, ticket: "SEC-1", entries: { [a]: words } });
});

test("a list keeps its file, and the words of those entries that have some", async () => {
  const entries = { [b]: {}, [a]: { ticket: "SEC-1" } };
  const { state, batches, id } = await createdBatch(entries, { file: "revocations.yaml" });
  expect(state).toMatchObject({ file: "revocations.yaml", entries: { [a]: { ticket: "SEC-1" } } });
  expect((await batches.read(id, state)).props).toEqual(state);
});

test("what Datadog said of each token before its DELETE is recorded, from the list as from a question", async () => {
  const tokenIds = idsOf(4);
  const { batches, datadog } = organisationOf([]);
  tokenIds.forEach((tokenId, index) => datadog.issue(tokenId, { name: `token ${index}` }));
  datadog.unlisted.add(tokenIds[0] ?? "");
  const { outs } = await batches.create(inputsOf(tokenIds));
  expect(outs?.tokenEvidence).toEqual(
    Object.fromEntries(tokenIds.map((tokenId, index) => [tokenId, { name: `token ${index}` }])),
  );
});

test("evidence: false records none, and a change of it asks nothing", async () => {
  const { batches, datadog, id, state } = await createdBatch([a, b], { evidence: false });
  expect(state).not.toHaveProperty("tokenEvidence");
  expect(state).toMatchObject({ evidence: false, revokedCount: 2 });
  expect(await batches.diff(id, state, inputsOf([a, b]))).toMatchObject({ changes: true });
  const { outs } = await batches.update(id, state, inputsOf([a, b]));
  expect(outs).toEqual({ ...state, evidence: true });
  expect(datadog.asked).toEqual([]);
});

test("evidence that is no longer wanted goes from the state", async () => {
  const { batches, datadog } = organisationOf([]);
  datadog.issue(a, { name: "CI metrics" });
  const { id, outs } = await batches.create(inputsOf([a]));
  expect(outs).toHaveProperty("tokenEvidence");
  const { outs: after } = await batches.update(id, outs as BatchState, inputsOf([a], { evidence: false }));
  expect(after).not.toHaveProperty("tokenEvidence");
});

test("order and letter case make no diff", async () => {
  const tokenIds = idsOf(5);
  const { batches, id, state } = await createdBatch(tokenIds);
  const shuffled = tokenIds.map((tokenId) => tokenId.toUpperCase()).reverse();
  const { inputs } = await batches.check({ ...inputsOf(tokenIds) }, { revocations: entriesOf(shuffled) });
  expect(inputs).toEqual(inputsOf(tokenIds));
  expect(Object.keys(inputs?.revocations ?? {})).toEqual(tokenIds);
  const reversed = inputsOf([...tokenIds].reverse());
  expect(await batches.diff(id, state, reversed)).toMatchObject({ changes: false });
});

test("each token is verified at its own time", async () => {
  const tokenIds = idsOf(3);
  const { batches, datadog } = organisationOf(tokenIds);
  datadog.deletes.set(tokenIds[0] ?? "", { diesAfter: 2 });
  const { outs } = await batches.create(inputsOf(tokenIds));
  expect(recordsIn(outs as BatchState).map(({ verifiedAt }) => verifiedAt)).toEqual([
    "2026-11-24T10:00:00.750Z",
    startOfTime,
    startOfTime,
  ]);
});

test("an import is refused", async () => {
  const { batches } = organisationOf([]);
  await expect(batches.read("an-id")).rejects.toThrow("A revocation can't be imported");
});
