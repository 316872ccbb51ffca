import { unknownValue } from "../../../../provider/schema/unknown";
import { pluginUnderTest } from "./support";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const publicPortion = "ddpat_1dm1op4lL89nV8pt94Tdk8";
const secretPart = "0123456789abcdefghijklmnopqrstuvwxyz";
const leaked = `${publicPortion}_${secretPart}`;

test("of a leaked text nothing but its id is among the inputs that the engine gets back, and that is no secret", async () => {
  const { check } = pluginUnderTest([tokenId]);
  const { inputs, failures } = await check(
    "single",
    { token: leaked, reason: `found ${leaked}` },
    new Set(["token"]),
  );
  expect(failures).toEqual([]);
  expect(inputs.values).toMatchObject({ tokenId });
  expect(inputs.values).not.toHaveProperty("token");
  expect(inputs.secrets).toEqual(new Set());
  expect(JSON.stringify(inputs.values)).not.toContain(secretPart);
});

test("a batch has the ids of ids and texts, each once", async () => {
  const { check } = pluginUnderTest([tokenId]);
  const { inputs } = await check(
    "batch",
    { tokenIds: [tokenId.toUpperCase()], tokens: [leaked] },
    new Set(["tokens"]),
  );
  expect(inputs.values).toMatchObject({ revocations: { [tokenId]: {} } });
  expect(inputs.values).not.toHaveProperty("tokens");
  expect(inputs.secrets).toEqual(new Set());
});

test.each([
  ["single", { token: secretPart }, "token: this is not a Datadog access token"],
  ["single", { tokenId: leaked }, "tokenId: this is a token's text, not its id"],
  ["single", { token: leaked, tokenId }, "token: give either token or tokenId, not both."],
  ["service", { token: leaked }, "declare it as PersonalAccessTokenRevocation"],
  ["batch", { tokens: [secretPart] }, "tokens[0]: this is not a Datadog access token"],
  ["batch", { tokenIds: [leaked] }, "tokenIds[0]: this is a token's text"],
  ["list", { text: `revocations:\n- token: ${leaked}\n` }, "text:2:10: a token's text stands here"],
] as const)(
  "a %s of %o is refused without its text, and by no property, whose value the engine would print",
  async (kind, news, words) => {
    const { check, datadog } = pluginUnderTest();
    const { failures } = await check(kind, news);
    expect(failures).toEqual([["", expect.stringContaining(words)]]);
    expect(JSON.stringify(failures)).not.toContain(secretPart);
    expect(datadog.asked).toEqual([]);
  },
);

test("a text that is not known yet leaves the id unknown", async () => {
  const { check, create } = pluginUnderTest();
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  const { inputs, failures } = await check("single", { token: unknown });
  expect(failures).toEqual([]);
  expect(inputs.values).toMatchObject({ tokenId: unknown });
  const { outputs } = await create("single", inputs, true);
  expect(outputs.values).toMatchObject({ tokenId: unknown, status: unknown, verifiedAt: unknown });
  const batch = await check("batch", { tokenIds: [tokenId, { tokenId: unknown }] });
  expect(batch.inputs.values).toMatchObject({ revocations: unknown });
});

test("a reason that is a secret is one among the outputs, too", async () => {
  const { check, create } = pluginUnderTest([tokenId]);
  const { inputs } = await check("single", { tokenId, reason: "the customer" }, new Set(["reason"]));
  expect(inputs.secrets).toEqual(new Set(["reason"]));
  const { outputs } = await create("single", inputs);
  expect(outputs.secrets).toEqual(new Set(["reason"]));
  expect(outputs.values).toMatchObject({ reason: "the customer", status: "revoked" });
});

test("the account of a service token that the program does not name is not known in a preview", async () => {
  const { check, create } = pluginUnderTest([tokenId]);
  const { inputs } = await check("service", { tokenId });
  const { outputs } = await create("service", inputs, true);
  expect(outputs.values).toMatchObject({ kind: "service", serviceAccountId: unknownValue });
});

test("a secret reason that the program no longer gives is not shown by the preview of the update", async () => {
  const { check, create, previewUpdate } = pluginUnderTest([tokenId]);
  const { inputs } = await check("single", { tokenId, reason: "the customer" }, new Set(["reason"]));
  const { id, outputs } = await create("single", inputs);
  const { inputs: news } = await check("single", { tokenId }, undefined, inputs.values);
  const preview = await previewUpdate("single", id, outputs, news);
  expect(preview.values).not.toHaveProperty("reason");
  expect(preview.values).toMatchObject({
    tokenId,
    status: "revoked",
    revokedAt: outputs.values["revokedAt"],
  });

  const marked = { ...outputs, secrets: new Set(["evidence", "reason"]) };
  expect((await previewUpdate("single", id, marked, news)).secrets).toEqual(new Set(["evidence"]));
});

test("the words of a list's secret text are not shown by the preview of an update whose text is none", async () => {
  const { check, create, previewUpdate } = pluginUnderTest([tokenId]);
  const textWith = (reason: string) => `revocations:\n- tokenId: ${tokenId}\n  reason: ${reason}\n`;
  const { inputs } = await check("list", { text: textWith("the customer") }, new Set(["text"]));
  const { id, outputs } = await create("list", inputs);
  const { inputs: news } = await check("list", { text: textWith("printed") }, undefined, inputs.values);
  const preview = await previewUpdate("list", id, outputs, news);
  expect(JSON.stringify(preview.values)).not.toContain("the customer");
  expect(preview.values).toMatchObject({
    site: "datadoghq.com",
    entries: unknownValue,
    record: unknownValue,
  });
});

test("the preview of an update that may revoke knows nothing of what will be recorded", async () => {
  const { check, create, previewUpdate } = pluginUnderTest([tokenId]);
  const { inputs } = await check("single", { tokenId, revokeOn: "delete" });
  const { id, outputs } = await create("single", inputs);
  const { inputs: news } = await check("single", { tokenId }, undefined, inputs.values);
  const preview = await previewUpdate("single", id, outputs, news);
  expect(preview.values).toMatchObject({ status: unknownValue, revokedAt: unknownValue, revokeOn: "both" });
});
