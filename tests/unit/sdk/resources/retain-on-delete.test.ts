import * as pulumi from "@pulumi/pulumi";
import { normalizeBatchInputs } from "../../../../provider/schema/batch-inputs";
import { diffOptions } from "../../../../provider/check/diff";
import { normalizeInputs } from "../../../../provider/schema/inputs";
import { optionsOf, type OptionInputs } from "../../../../provider/schema/option-inputs";
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

test("check keeps it; it makes no diff, and stands in no output", () => {
  const { inputs } = normalizeInputs({ tokenId, retainOnDelete: true }, "datadoghq.com");
  const batch = normalizeBatchInputs({ tokenIds: [tokenId], retainOnDelete: true }, "datadoghq.com");
  for (const checked of [inputs, batch.inputs]) {
    expect(checked).toMatchObject({ retainOnDelete: true });
    const outputs = optionsOf(checked as unknown as OptionInputs);
    expect(outputs).not.toHaveProperty("retainOnDelete");
    expect(diffOptions({ ...outputs }, checked)).toMatchObject({ changes: false });
  }
});
