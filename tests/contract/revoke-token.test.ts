import { startSimulator, type Simulator } from "datadog-token-simulator";
import type { v2 } from "@datadog/datadog-api-client";
import { officialClient, refusal } from "./official-client";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const serviceTokenId = "7767e407-9c67-4ede-902e-c4b1f3782352";

let datadog: Simulator;
let api: v2.KeyManagementApi;
beforeEach(async () => {
  datadog = await startSimulator({
    tokens: [{ tokenId }, { tokenId: serviceTokenId, type: "service_access_tokens" }],
  });
  api = officialClient(datadog.url);
});
afterEach(() => datadog.close());

test("a revoked token is gone from GET and list", async () => {
  await expect(api.revokePersonalAccessToken({ tokenId })).resolves.toBeUndefined();
  expect(datadog.tokens.isAlive(tokenId)).toBe(false);
  expect(await refusal(api.getPersonalAccessToken({ tokenId }))).toMatchObject({ code: 404 });
  expect((await api.listPersonalAccessTokens()).data?.map(({ id }) => id)).toEqual([serviceTokenId]);
});

test("revoking twice succeeds twice, as was recorded", async () => {
  await api.revokePersonalAccessToken({ tokenId });
  await expect(api.revokePersonalAccessToken({ tokenId })).resolves.toBeUndefined();
  expect(datadog.ledger.entries().map(({ status }) => status)).toEqual([204, 204]);
});

test.each([
  ["an unknown id", "00000000-0000-0000-0000-000000000000"],
  ["a service token's id", serviceTokenId],
])("%s is not found, in a body that the client understands", async (_what, id) => {
  expect(await refusal(api.revokePersonalAccessToken({ tokenId: id }))).toMatchObject({
    code: 404,
    body: { errors: ["Personal access token not found"] },
  });
  expect(datadog.tokens.isAlive(serviceTokenId)).toBe(true);
});

test("the official client breaks none of the rules of a well-behaved one", async () => {
  await api.revokePersonalAccessToken({ tokenId });
  await api.listPersonalAccessTokens();
  expect(datadog.ledger.violations()).toEqual([]);
});
