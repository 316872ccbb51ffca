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

const record: RevocationRecord = {
  tokenId,
  site: "datadoghq.com",
  revokeOn: "both",
  onNotFound: "accept",
  status: "alreadyRevoked",
};

test("check keeps it for a single revocation; it makes no diff, and stands in no output", () => {
  const { inputs } = normalizeInputs({ tokenId, retainOnDelete: true }, "datadoghq.com");
  expect(inputs).toMatchObject({ retainOnDelete: true });
  const outputs = stateOf(inputs as unknown as RevocationInputs, record);
  expect(outputs).not.toHaveProperty("retainOnDelete");
  expect(diffRevocation({ ...outputs }, inputs)).toMatchObject({ changes: false });
});

test("check keeps it for a batch; it makes no diff, and stands in no output", () => {
  const checked = normalizeBatchInputs(
    { revocations: { [tokenId]: {} }, retainOnDelete: true },
    "datadoghq.com",
  );
  expect(checked.inputs).toMatchObject({ retainOnDelete: true });
  const inputs = checked.inputs as unknown as BatchInputs;
  const outputs = batchStateOf(inputs, inputs.revocations, [record]);
  expect(outputs).not.toHaveProperty("retainOnDelete");
  expect(diffBatch(outputs, inputs)).toMatchObject({ changes: false });
});
