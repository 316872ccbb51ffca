import { startSimulator, type Simulator } from "datadog-token-simulator";
import { unknownValue } from "../../provider/schema/unknown";
import { initFailureOf, ProviderProcess, providerText } from "../support/engine/provider-process";

jest.setTimeout(90_000);

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const keys = { DD_API_KEY: "api-key-that-must-not-leak", DD_APP_KEY: "app-key-that-must-not-leak" };
const warning = 2;

let datadog: Simulator;
let provider: ProviderProcess;

beforeEach(async () => {
  datadog = await startSimulator({
    tokens: [{ tokenId, name: "CI metrics" }],
    credentials: { apiKey: keys.DD_API_KEY, appKey: keys.DD_APP_KEY },
  });
  provider = await ProviderProcess.start({ ...keys, DD_API_URL: datadog.url });
  await provider.configure();
});
afterEach(async () => {
  expect(provider.printed).not.toMatch(/that-must-not-leak|\n\s+at /);
  await provider.stop();
  await datadog.close();
});

const inputsOf = async (news: Record<string, unknown>) => (await provider.check({}, news)).inputs;

test("check fills in the defaults and lets values unknown at preview pass", async () => {
  const { inputs, failures } = await provider.check({}, { tokenId: unknownValue, reason: unknownValue });
  expect(failures).toEqual([]);
  expect(inputs).toEqual({
    tokenId: unknownValue,
    reason: unknownValue,
    site: "datadoghq.com",
    revokeOn: "both",
    onNotFound: "accept",
    verify: true,
    __provider: providerText,
  });
});

test("check reports every wrong input at its own property", async () => {
  const { failures } = await provider.check({}, { tokenProblem: "notAToken", site: "datadoghq.org" });
  expect(failures.map(({ property }) => property)).toEqual(["token", "site"]);
});

test("create revokes, and the state it returns holds its own provider's text", async () => {
  const { id, properties } = await provider.create(await inputsOf({ tokenId }));
  expect(id).toBe(tokenId);
  expect(properties).toMatchObject({
    tokenId,
    status: "revoked",
    evidence: { name: "CI metrics" },
    __provider: providerText,
  });
  expect(datadog.tokens.isAlive(tokenId)).toBe(false);
});

test("a create that Datadog refuses carries nothing for the engine to keep", async () => {
  datadog.faults.answer({ method: "DELETE" }, [403]);
  const error: unknown = await provider
    .create(await inputsOf({ tokenId }))
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({
    details: expect.stringMatching(/^Failed to revoke personal access token .*403/) as string,
  });
  expect(initFailureOf(error)).toBeUndefined();
});

test("a create whose token stays alive carries id, properties with the provider's text, and reasons", async () => {
  datadog.faults.keepAlive(tokenId);
  const error: unknown = await provider
    .create(await inputsOf({ tokenId }))
    .catch((reason: unknown) => reason);
  expect(initFailureOf(error)).toMatchObject({
    id: tokenId,
    properties: { status: "revoked", unfinished: "verification", __provider: providerText },
    reasons: [expect.stringContaining("still says that the token is alive")],
  });
});

test("delete revokes once more, and a second time is no error", async () => {
  const { id, properties } = await provider.create(await inputsOf({ tokenId }));
  await provider.delete(id, properties);
  await provider.delete(id, properties);
  expect(datadog.ledger.count({ method: "DELETE" })).toBe(3);
});

test.each(["revocation", "revocationBatch"])(
  "a state whose text names its provider %s, as the first version wrote it, is served still",
  async (name) => {
    const text = `exports.handler=()=>require("pulumi-datadog-token-revocation/provider").${name}`;
    const { properties } = await provider.create(await inputsOf({ tokenId }));
    const state = name === "revocation" ? properties : { revocations: "" };
    await expect(provider.delete(tokenId, { ...state, __provider: text })).resolves.toBeUndefined();
  },
);

test("a warning reaches the engine's log service as a warning", async () => {
  datadog.tokens.revoke(tokenId);
  await provider.create(await inputsOf({ tokenId }));
  expect(provider.log.filter(({ severity }) => severity === warning)).toEqual([
    { severity: warning, message: expect.stringContaining(`"${tokenId}" on datadoghq.com`) as string },
  ]);
});

test("an error of read reaches a person as its message, without a stack", async () => {
  const { id, properties } = await provider.create(await inputsOf({ tokenId }));
  datadog.faults.answer({ method: "GET", tokenId }, [403]);
  const error: unknown = await provider.read(id, properties).catch((reason: unknown) => reason);
  const { details } = error as { details: string };
  expect(details).toMatch(/^Failed to look up personal access token .* --run-program\.$/);
  expect(provider.printed).toBe(`datadog: ${details}\n`);
});

test("calls that arrive all at once find a configured provider", async () => {
  const inputs = await inputsOf({ tokenId, revokeOn: "create" });
  await Promise.all(Array.from({ length: 8 }, () => provider.create(inputs)));
  expect(datadog.ledger.count({ method: "DELETE", status: 204 })).toBe(8);
});
