import * as pulumi from "@pulumi/pulumi";
import { diffBatch, diffRevocation } from "../../../../provider/check/diff";
import { normalizeBatchInputs, type BatchInputs } from "../../../../provider/schema/batch-inputs";
import { batchStateOf } from "../../../../provider/schema/batch-state";
import { normalizeInputs, type RevocationInputs } from "../../../../provider/schema/revocation-inputs";
import type { RevocationRecord } from "../../../../provider/schema/revocation-record";
import { stateOf } from "../../../../provider/schema/revocation-state";
import { PersonalAccessTokenRevocation, PersonalAccessTokenRevocationBatch } from "../../../../sdk";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const registered: pulumi.runtime.MockResourceArgs[] = [];

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: (args) => {
      registered.push(args);
      return { id: "an-id", state: args.inputs as Record<string, unknown> };
    },
    call: ({ inputs }) => inputs as Record<string, unknown>,
  }),
);
beforeEach(() => registered.splice(0));

const valueOf = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => output.apply(resolve));

test.each([true, false, undefined])(
  "retainOnDelete %s is an input where it is set, for policies",
  async (given) => {
    const opts = given === undefined ? {} : { retainOnDelete: given };
    const single = new PersonalAccessTokenRevocation("single", { tokenId }, opts);
    const batch = new PersonalAccessTokenRevocationBatch("batch", { tokenIds: [tokenId] }, opts);
    await Promise.all([valueOf(single.urn), valueOf(batch.urn)]);
    expect(registered).toHaveLength(2);
    for (const { inputs } of registered as { inputs: Record<string, unknown> }[]) {
      expect(inputs["retainOnDelete"]).toBe(given === true ? true : undefined);
    }
  },
);

test("deletedWith is an input where it is set: true, and nothing of the other resource", async () => {
  const other = new PersonalAccessTokenRevocation("other", { tokenId });
  const opts = { deletedWith: other };
  const single = new PersonalAccessTokenRevocation("single", { tokenId }, opts);
  const batch = new PersonalAccessTokenRevocationBatch("batch", { tokenIds: [tokenId] }, opts);
  await Promise.all([other, single, batch].map((each) => valueOf(each.urn)));
  const inputsOf = (name: string) =>
    registered.find((each) => each.name === name)?.inputs as Record<string, unknown>;
  expect(inputsOf("other")["deletedWith"]).toBeUndefined();
  expect([inputsOf("single")["deletedWith"], inputsOf("batch")["deletedWith"]]).toEqual([true, true]);
});

const record: RevocationRecord = {
  tokenId,
  site: "datadoghq.com",
  revokeOn: "both",
  onNotFound: "accept",
  status: "alreadyRevoked",
};

const both = { retainOnDelete: true, deletedWith: true };

test("check keeps both for a single revocation; they make no diff, and stand in no output", () => {
  const { inputs } = normalizeInputs({ tokenId, ...both }, "datadoghq.com");
  expect(inputs).toMatchObject(both);
  const outputs = stateOf(inputs as unknown as RevocationInputs, record);
  expect(outputs).not.toHaveProperty("retainOnDelete");
  expect(outputs).not.toHaveProperty("deletedWith");
  expect(diffRevocation({ ...outputs }, inputs)).toMatchObject({ changes: false });
});

test("check keeps both for a batch; they make no diff, and stand in no output", () => {
  const checked = normalizeBatchInputs({ revocations: { [tokenId]: {} }, ...both }, "datadoghq.com");
  expect(checked.inputs).toMatchObject(both);
  const inputs = checked.inputs as unknown as BatchInputs;
  const outputs = batchStateOf(inputs, inputs.revocations, [record]);
  expect(outputs).not.toHaveProperty("retainOnDelete");
  expect(outputs).not.toHaveProperty("deletedWith");
  expect(diffBatch(outputs, inputs)).toMatchObject({ changes: false });
});
