import { startSimulator, type Simulator } from "datadog-token-simulator";
import type { v2 } from "@datadog/datadog-api-client";
import { officialClient, officialServiceAccountsClient, refusal, unparsedParts } from "../official-client";

const serviceAccountId = "48e5159f-e308-11ef-bcfc-2666505bfd8f";
const otherAccountId = "3ad549bf-eba0-11e9-a77a-0705486660d0";
const tokenId = "7767e407-9c67-4ede-902e-c4b1f3782352";
const otherTokenId = "61c07794-df2a-4403-a6ad-caa6bb70dae2";
const personalTokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const type = "service_access_tokens";

let datadog: Simulator;
let api: v2.ServiceAccountsApi;
beforeEach(async () => {
  datadog = await startSimulator({
    tokens: [
      { tokenId, type, ownerId: serviceAccountId, name: "cron", expiresAt: null },
      { tokenId: otherTokenId, type, ownerId: otherAccountId, name: "deploy" },
      // The same owner's id, to show that it is the kind that counts.
      { tokenId: personalTokenId, ownerId: serviceAccountId },
    ],
  });
  api = officialServiceAccountsClient(datadog.url);
});
afterEach(() => datadog.close());

test("a service account's token is shown as the client's model wants it", async () => {
  const answer = await api.getServiceAccountAccessToken({ serviceAccountId, tokenId });
  expect(unparsedParts(answer)).toEqual([]);
  expect(answer).toMatchObject({
    data: {
      id: tokenId,
      type,
      attributes: { name: "cron", publicPortion: "ddsat_3dJZ2IClhMOwsx0xC01NBK", expiresAt: null },
      relationships: { ownedBy: { data: { id: serviceAccountId, type: "service_account" } } },
    },
  });
});

test("a service account's list holds its own tokens alone", async () => {
  const list = await api.listServiceAccountAccessTokens({ serviceAccountId });
  expect(unparsedParts(list)).toEqual([]);
  expect(list.data?.map(({ id }) => id)).toEqual([tokenId]);
  expect(list.meta?.page?.totalFilteredCount).toBe(1);
});

test("a revoked token is gone from GET and from both lists", async () => {
  await expect(api.revokeServiceAccountAccessToken({ serviceAccountId, tokenId })).resolves.toBeUndefined();
  expect(datadog.tokens.isAlive(tokenId)).toBe(false);
  expect(await refusal(api.getServiceAccountAccessToken({ serviceAccountId, tokenId }))).toMatchObject({
    code: 404,
  });
  expect((await api.listServiceAccountAccessTokens({ serviceAccountId })).data).toEqual([]);
  const all = await officialClient(datadog.url).listPersonalAccessTokens();
  expect(all.data?.map(({ id }) => id).sort()).toEqual([personalTokenId, otherTokenId].sort());
});

test("the list of personal access tokens tells both kinds apart, each with its owner", async () => {
  const { data } = await officialClient(datadog.url).listPersonalAccessTokens();
  const kinds = data?.map(({ id, type: kind, relationships }) => [
    id,
    kind,
    relationships?.ownedBy?.data.type,
  ]);
  expect(kinds?.sort()).toEqual(
    [
      [personalTokenId, "personal_access_tokens", "users"],
      [tokenId, type, "service_account"],
      [otherTokenId, type, "service_account"],
    ].sort(),
  );
});

test.each([
  ["a token of another account", otherTokenId],
  ["a personal token", personalTokenId],
  ["an unknown id", "00000000-0000-0000-0000-000000000000"],
])("%s is not found below the account, and lives on", async (_what, id) => {
  const asked = { serviceAccountId, tokenId: id };
  const notFound = { code: 404, body: { errors: ["Service access token not found"] } };
  expect(await refusal(api.getServiceAccountAccessToken(asked))).toMatchObject(notFound);
  expect(await refusal(api.revokeServiceAccountAccessToken(asked))).toMatchObject(notFound);
  expect(datadog.tokens.list().every(({ revokedAt }) => revokedAt === undefined)).toBe(true);
});

test("a service account that has no tokens is not found", async () => {
  const unknown = { serviceAccountId: "00000000-0000-0000-0000-000000000000" };
  expect(await refusal(api.listServiceAccountAccessTokens(unknown))).toMatchObject({ code: 404 });
});

test("credentials without service_account_write are refused in a body that the client understands", async () => {
  await datadog.close();
  datadog = await startSimulator({
    tokens: [{ tokenId, type, ownerId: serviceAccountId }],
    permissions: { serviceAccounts: false },
  });
  api = officialServiceAccountsClient(datadog.url);
  const forbidden = { code: 403, body: { errors: ["Forbidden"] } };
  expect(await refusal(api.listServiceAccountAccessTokens({ serviceAccountId }))).toMatchObject(forbidden);
  expect(await refusal(api.getServiceAccountAccessToken({ serviceAccountId, tokenId }))).toMatchObject(
    forbidden,
  );
  expect(await refusal(api.revokeServiceAccountAccessToken({ serviceAccountId, tokenId }))).toMatchObject(
    forbidden,
  );
  const all = await officialClient(datadog.url).listPersonalAccessTokens();
  expect(all.data?.map(({ id }) => id)).toEqual([tokenId]);
});

test("the official client breaks none of the rules of a well-behaved one", async () => {
  await api.listServiceAccountAccessTokens({ serviceAccountId });
  await api.getServiceAccountAccessToken({ serviceAccountId, tokenId });
  await api.revokeServiceAccountAccessToken({ serviceAccountId, tokenId });
  expect(datadog.ledger.violations()).toEqual([]);
  expect(datadog.ledger.count({ tokenId, method: "DELETE", status: 204 })).toBe(1);
});
