import type { BatchInputs } from "../../../../provider/schema/batch-inputs";
import { unknownValue } from "../../../../provider/schema/unknown";
import {
  createdBatch,
  entriesOf,
  idsOf,
  inputsOf,
  organisationOf,
} from "../../../support/lifecycle/batch-under-test";
import { InMemoryDatadog } from "../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest } from "../../../support/lifecycle/provider-under-test";

const [a, b, c] = [
  "35ef7728-4761-41dd-8a7b-f1112a26f840",
  "61c07794-df2a-4403-a6ad-caa6bb70dae2",
  "6ada9c44-0b7f-4e35-826b-ccecd6d358d5",
] as const;

test("check names each token of a new batch, and says what becomes of it", async () => {
  const { batches, messages } = organisationOf([]);
  await batches.check({}, { revocations: { [b]: { revokeOn: "delete" }, [a]: {} } });
  expect(messages).toEqual([
    [
      "Personal access tokens:",
      `  ${a} on datadoghq.com: new, to be revoked; Datadog does not know it (404)`,
      `  ${b} on datadoghq.com: new, stays alive, and is to be revoked when it is taken out or destroyed; Datadog does not know it (404)`,
    ].join("\n"),
  ]);
});

test("check announces nothing of a batch that is there already, or that has something wrong", async () => {
  const { batches, messages } = organisationOf([]);
  await batches.check({ site: "datadoghq.eu" }, { revocations: { [a]: {} } });
  await batches.check({}, { revocations: { [a]: {}, nonsense: {} } });
  expect(messages).toEqual([]);
});

test("diff names each token of a list that is new, changed or taken out", async () => {
  const list = { file: "revocations.yaml" };
  const { batches, messages, id, state } = await createdBatch({ [a]: {}, [b]: {} }, list);
  await batches.diff(id, state, inputsOf({ [a]: { reason: "CI log" }, [c]: {} }, list));
  expect(messages).toEqual([
    [
      "Tokens of revocations.yaml:",
      `  ${a} on datadoghq.eu: changed, no request is sent`,
      `  ${c} on datadoghq.eu: new, to be revoked; Datadog does not know it (404)`,
      `  ${b} on datadoghq.eu: taken out, stays revoked, since Datadog has no way back; one more DELETE makes sure, then the record leaves the state`,
    ].join("\n"),
  ]);
});

test("diff announces nothing if nothing changes, or nothing of any single token", async () => {
  const { batches, messages, id, state } = await createdBatch([a, b]);
  expect(await batches.diff(id, state, inputsOf([a, b]))).toMatchObject({ changes: false });
  const reworded = await batches.diff(id, state, inputsOf([a, b], { ticket: "SEC-1" }));
  expect(reworded).toMatchObject({ changes: true });
  expect(messages).toEqual([]);
});

test("a token that moves to another site is announced as one that is new and one that is taken out", async () => {
  const { batches, messages, id, state } = await createdBatch([a, b]);
  await batches.diff(id, state, inputsOf({ [a]: { site: "datadoghq.com" }, [b]: {} }));
  expect(messages[0]?.split("\n")).toEqual([
    "Personal access tokens (1 unchanged):",
    `  ${a} on datadoghq.com: new, to be revoked; Datadog does not know it (404)`,
    expect.stringContaining(`  ${a} on datadoghq.eu: taken out, `),
  ]);
});

test("more than fifty tokens are counted by what becomes of them", async () => {
  const tokenIds = idsOf(1_000);
  const { batches, id, state, messages } = await createdBatch(tokenIds);
  await batches.diff(id, state, inputsOf([...tokenIds.slice(60), ...idsOf(3)]));
  await batches.check({}, { revocations: entriesOf(tokenIds) });
  expect(messages.map((message) => message.split("\n")[0])).toEqual([
    "Personal access tokens on datadoghq.eu: 3 to be revoked, 60 to be taken out with one more DELETE, 940 unchanged.",
    "Personal access tokens on datadoghq.com: 1,000 to be revoked.",
  ]);
});

test("tokens unknown at preview pass, and are not announced", async () => {
  const { batches, id, state, messages } = await createdBatch(idsOf(1));
  const { inputs, failures } = await batches.check({}, { revocations: unknownValue });
  expect(failures).toEqual([]);
  const diff = await batches.diff(id, state, inputs as BatchInputs);
  expect(diff).toMatchObject({ changes: true, replaces: [] });
  expect(messages).toEqual([]);
});

test.each(["site", "account", "revokeOn"])(
  "a %s that is not known yet announces no token as new or taken out",
  async (option) => {
    const { batches, id, state, messages } = await createdBatch([a, b]);
    const olds = { ...inputsOf([a, b]) };
    const { inputs } = await batches.check(olds, { ...olds, [option]: unknownValue });
    const diff = await batches.diff(id, state, inputs as BatchInputs);
    expect(diff).toMatchObject({ changes: true, replaces: [] });
    expect(messages).toEqual([]);
  },
);

test.each([
  { what: "are to be revoked", entries: { [a]: {} }, isTold: true },
  { what: "are armed, and so asked for, too", entries: { [a]: { revokeOn: "delete" } }, isTold: true },
  { what: "are none", entries: {}, isTold: false },
  { what: "are not known yet", entries: unknownValue, isTold: true },
])(
  "a preview of new tokens that $what says once that up will need credentials: $isTold",
  async ({ entries, isTold }) => {
    const { batches, warnings } = providerUnderTest(new InMemoryDatadog(), { environment: {} });
    await batches.check({}, { revocations: entries });
    await batches.check({}, { revocations: entries });
    expect(warnings).toEqual(
      isTold ? [expect.stringMatching(/^pulumi up will need credentials for Datadog\./)] : [],
    );
  },
);
