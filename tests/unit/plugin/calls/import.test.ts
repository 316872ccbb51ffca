import { startOfTime } from "../../../support/lifecycle/provider-under-test";
import { organization } from "../../../support/lifecycle/in-memory-datadog";
import { pluginUnderTest } from "./support";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";

test.each([
  ["its id", tokenId.toUpperCase()],
  ["its public portion", "ddpat_1dm1op4lL89nV8pt94Tdk8"],
])("a dead token is adopted by %s on a 404, which is accepted and proves nothing", async (_, id) => {
  const { importOf, datadog, warnings, diff } = pluginUnderTest();
  const adopted = await importOf("single", id);
  const inputs = { tokenId, site: "datadoghq.com", revokeOn: "both", onNotFound: "accept", verify: true };
  expect(adopted).toEqual({
    id: tokenId,
    inputs,
    outputs: { ...inputs, status: "alreadyRevoked", notFoundAt: startOfTime, organization },
  });
  expect(datadog.askedFor("revoke")).toEqual([]);
  expect(warnings).toEqual([expect.stringContaining("which is accepted and not proven")]);
  expect((await diff("single", tokenId, adopted.outputs, adopted.inputs)).getChanges()).toBe(1);
});

test("a living token is not adopted, and the error says what to do", async () => {
  const { importOf, datadog } = pluginUnderTest([tokenId]);
  await expect(importOf("single", tokenId)).rejects.toThrow(
    `The token "${tokenId}" is alive on datadoghq.com, so there is no revocation to import, and nothing was sent but the question. Declare it instead: pulumi up revokes it.`,
  );
  expect(datadog.askedFor("revoke")).toEqual([]);
});

test("a living token of a service account is not adopted as a person's, whose endpoint does not know it", async () => {
  const { importOf, datadog } = pluginUnderTest();
  datadog.issueFor("48e5159f-e308-11ef-bcfc-2666505bfd8f", tokenId);
  await expect(importOf("single", tokenId)).rejects.toThrow("ServiceAccessTokenRevocation");
});

test("an answer worth nothing adopts nothing", async () => {
  const { importOf, datadog } = pluginUnderTest();
  datadog.findRefusal = new Error("503");
  await expect(importOf("single", tokenId)).rejects.toThrow("503");
});

test("a leaked text is no id, and is not shown", async () => {
  const secretPart = "0123456789abcdefghijklmnopqrstuvwxyz";
  const { importOf } = pluginUnderTest();
  const error = (await importOf("single", `ddpat_1dm1op4lL89nV8pt94Tdk8_${secretPart}`).catch(
    (reason: unknown) => reason,
  )) as Error;
  expect(error.message).toContain("Nothing was imported: expected the token's id");
  expect(error.message).not.toContain(secretPart);
});

test.each(["batch", "list"] as const)("a %s can't be imported", async (kind) => {
  const { importOf, datadog } = pluginUnderTest();
  await expect(importOf(kind, tokenId)).rejects.toThrow(`A ${kind} can't be imported, and needs not be`);
  expect(datadog.asked).toEqual([]);
});

test.each([
  ["single", { site: "datadoghq.eu" }],
  ["single", { tokenId }],
  ["single", { tokenId: "61c07794-df2a-4403-a6ad-caa6bb70dae2", status: "revoked" }],
  ["service", { serviceAccountId: tokenId }],
  ["batch", { site: "datadoghq.eu" }],
  ["list", { file: "revocations.yaml" }],
] as const)(
  "a %s that is looked up by a part of a state, %o, is refused, and nothing is made up",
  async (kind, state) => {
    const { importOf, datadog } = pluginUnderTest();
    await expect(importOf(kind, tokenId, state)).rejects.toThrow(
      "is no record of this resource: leave it out",
    );
    expect(datadog.asked).toEqual([]);
  },
);
