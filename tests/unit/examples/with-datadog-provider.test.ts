import type * as pulumi from "@pulumi/pulumi";

type Registered = Record<"type", string> & { inputs: Record<string, unknown> };

/** Runs the example with Pulumi's mocks in place of the engine and of Datadog's own provider, whose plugin can't be had here. */
async function runExample({ preview }: { preview: boolean }): Promise<Registered[]> {
  jest.resetModules();
  const { runtime } = require("@pulumi/pulumi") as typeof pulumi;
  const registered: Registered[] = [];
  await runtime.setMocks(
    {
      newResource: ({ type, inputs }) => {
        registered.push({ type, inputs: inputs as Record<string, unknown> });
        const isSuccessor = type === "datadog:index/serviceAccessToken:ServiceAccessToken";
        const outputs = isSuccessor && !preview ? { publicPortion: "ddsat_3dJZ2IClhMOwsx0xC01NBK" } : {};
        return { id: preview ? undefined : "an-id", state: { ...(inputs as object), ...outputs } };
      },
      call: () => ({}),
    },
    "with-datadog-provider",
    "test",
    preview,
  );
  runtime.setConfig("with-datadog-provider:serviceAccountId", "7cd6eb12-6ad9-4b1d-9fb2-0c8d8ea2a45e");
  const example =
    require("../../../examples/with-datadog-provider") as typeof import("../../../examples/with-datadog-provider");
  await new Promise((resolve) => example.revocation.urn.apply(resolve));
  return registered;
}

const revocation = "pulumi-nodejs:dynamic/datadog:PersonalAccessTokenRevocation";

test("the leaked token is revoked after its successor exists, whose public portion stands in the reason", async () => {
  const registered = await runExample({ preview: false });
  expect(registered.map(({ type }) => type)).toEqual([
    "datadog:index/serviceAccessToken:ServiceAccessToken",
    revocation,
  ]);
  expect(registered[1]?.inputs).toMatchObject({
    tokenId: "35ef7728-4761-41dd-8a7b-f1112a26f840",
    reason: "printed in a public CI log; replaced by ddsat_3dJZ2IClhMOwsx0xC01NBK",
  });
});

test("in a preview the reason is an unknown input and the token's id is shown", async () => {
  const { tokenId, reason } = (await runExample({ preview: true }))[1]?.inputs ?? {};
  expect(tokenId).toBe("35ef7728-4761-41dd-8a7b-f1112a26f840");
  expect(reason).toEqual({ __pulumiUnknown: true });
});
