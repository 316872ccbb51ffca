import { pluginUnderTest } from "./support";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const publicPortion = "ddpat_1dm1op4lL89nV8pt94Tdk8";
const leaked = `${publicPortion}_0123456789abcdefghijklmnopqrstuvwxyz`;
const service = {
  tokenId: "61c07794-df2a-4403-a6ad-caa6bb70dae2",
  owner: "48e5159f-e308-11ef-bcfc-2666505bfd8f",
};

test("tokenIdFrom tells the id that a leaked text names", async () => {
  const { invoke } = pluginUnderTest();
  await expect(invoke("tokenIdFrom", { text: leaked })).resolves.toEqual({
    tokenId,
    kind: "personal",
    publicPortion,
  });
});

test.each([
  ["no token", "No Datadog access token stands in this text"],
  [`${leaked} ddsat_3dJZ2IClhMOwsx0xC01NBK`, "More than one token stands in this text"],
])("tokenIdFrom refuses %s", async (text, words) => {
  await expect(pluginUnderTest().invoke("tokenIdFrom", { text })).rejects.toThrow(words);
});

test("findTokens tells where each stands, without a secret part", async () => {
  const { invoke } = pluginUnderTest();
  await expect(invoke("findTokens", { text: `a log\n  ${leaked}` })).resolves.toEqual({
    tokens: [{ tokenId, kind: "personal", publicPortion, line: 2, column: 3 }],
  });
});

test("getAccessTokens lists the living tokens of both kinds, and filters them", async () => {
  const { invoke, datadog } = pluginUnderTest();
  datadog.issue(tokenId, { name: "CI metrics" });
  datadog.issueFor(service.owner, service.tokenId, { name: "Nightly" });
  const idsOf = async (filters: object) => {
    const { tokens } = (await invoke("getAccessTokens", filters)) as { tokens: { tokenId: string }[] };
    return tokens.map((token) => token.tokenId);
  };
  await expect(idsOf({})).resolves.toEqual([tokenId, service.tokenId]);
  await expect(idsOf({ kind: "service" })).resolves.toEqual([service.tokenId]);
  await expect(idsOf({ nameContains: "metrics" })).resolves.toEqual([tokenId]);
  await expect(idsOf({ ownerId: service.owner })).resolves.toEqual([service.tokenId]);
  expect(datadog.askedFor("revoke")).toEqual([]);
});

test("getAccessTokens tells which tokens Datadog has found leaked, when and where, if it is asked", async () => {
  const { invoke, datadog } = pluginUnderTest();
  const leak = { date: "2026-11-20T08:00:00.000Z", source: "https://github.com/acme/app" };
  datadog.issue(tokenId, { name: "leaked" });
  datadog.issue(service.tokenId, { name: "safe" });
  datadog.leaks = new Map([[tokenId, leak]]);
  const list = (filters: object) => invoke("getAccessTokens", filters);
  const [leaked, safe] = [
    { tokenId, kind: "personal", name: "leaked" },
    { tokenId: service.tokenId, kind: "personal", name: "safe" },
  ];
  await expect(list({ leaked: true })).resolves.toEqual({ tokens: [{ ...leaked, leak }] });
  await expect(list({ leaked: false })).resolves.toEqual({ tokens: [safe] });
  await expect(list({ includeLeaks: true })).resolves.toEqual({ tokens: [{ ...leaked, leak }, safe] });
  await expect(list({})).resolves.toEqual({ tokens: [leaked, safe] });
});

test("getAccessTokens takes no silence of Datadog's for the word that a token has not leaked", async () => {
  const { invoke, datadog } = pluginUnderTest();
  datadog.issue(tokenId, { name: "CI" });
  datadog.leaks = undefined;
  await expect(invoke("getAccessTokens", { leaked: false })).rejects.toThrow(
    `leaked: Datadog does not say whether the token ${tokenId} has leaked.`,
  );
  await expect(invoke("getAccessTokens", { includeLeaks: true })).resolves.toMatchObject({
    tokens: [{ tokenId }],
  });
});

test("readRecord tells what became of each token of a batch", async () => {
  const { invoke, check, create } = pluginUnderTest([tokenId]);
  const { inputs } = await check("batch", { tokenIds: [tokenId], ticket: "SEC-1" });
  const { outputs } = await create("batch", inputs);
  const { record, entries, tokenEvidence } = outputs.values;
  await expect(invoke("readRecord", { record, entries, tokenEvidence })).resolves.toMatchObject({
    revocations: [{ tokenId, site: "datadoghq.com", status: "revoked" }],
  });
});

test("there is no other function", async () => {
  await expect(pluginUnderTest().invoke("constructor", {})).rejects.toThrow(
    'There is no function "constructor".',
  );
});
