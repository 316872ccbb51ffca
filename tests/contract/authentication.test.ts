import { startSimulator, type Simulator } from "datadog-token-simulator";
import { officialClient, refusal } from "./official-client";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const credentials = { apiKey: "K", appKey: "A", bearerToken: "T" };

let datadog: Simulator;
beforeAll(async () => {
  datadog = await startSimulator({ tokens: [{ tokenId }], credentials });
});
afterAll(() => datadog.close());

test.each([
  ["a key pair", { apiKeyAuth: "K", appKeyAuth: "A" }, "keys"],
  ["a bearer token", { AuthZ: { accessToken: "T" } }, "bearer"],
])("%s opens every endpoint", async (_what, authMethods, credential) => {
  datadog.ledger.clear();
  const answer = await officialClient(datadog.url, authMethods).getPersonalAccessToken({ tokenId });
  expect(answer.data?.id).toBe(tokenId);
  expect(datadog.ledger.entries()).toMatchObject([{ credential, status: 200 }]);
});

test("wrong keys are a 403 that the client understands", async () => {
  const api = officialClient(datadog.url, { apiKeyAuth: "K", appKeyAuth: "wrong" });
  expect(await refusal(api.revokePersonalAccessToken({ tokenId }))).toMatchObject({
    code: 403,
    body: { errors: ["Forbidden"] },
  });
});

test.each([
  ["no credentials", {}],
  ["a wrong bearer token", { AuthZ: { accessToken: "wrong" } }],
])("%s is a 401", async (_what, authMethods) => {
  const api = officialClient(datadog.url, authMethods);
  expect(await refusal(api.revokePersonalAccessToken({ tokenId }))).toMatchObject({ code: 401 });
  expect(datadog.tokens.isAlive(tokenId)).toBe(true);
});
