import { startSimulator, type Simulator } from "datadog-token-simulator";
import { officialIdentityClient, refusal, unparsedParts } from "./official-client";

const organization = "4dee724d-00cc-11ea-a77b-570c9d03c6c5";
const currentUserId = "3ad549bf-eba0-11e9-a77a-0705486660d0";
const credentials = [
  { apiKey: "K", appKey: "A" },
  { bearerToken: "T", permissions: { currentUser: false, userAccess: false } },
];
const keyPair = { apiKeyAuth: "K", appKeyAuth: "A" };

let datadog: Simulator;
beforeAll(async () => {
  datadog = await startSimulator({ organization, currentUserId, credentials });
});
afterAll(() => datadog.close());

test("the current user comes with the organisation, in the client's own model", async () => {
  const answer = await officialIdentityClient(datadog.url, keyPair).users.getCurrentUser();
  expect(unparsedParts(answer)).toEqual([]);
  expect(answer.data).toMatchObject({
    id: currentUserId,
    type: "users",
    attributes: { serviceAccount: false, status: "Active" },
    relationships: { org: { data: { id: organization, type: "orgs" } } },
  });
});

test("who may not ask is refused in a body that the client understands", async () => {
  const { users } = officialIdentityClient(datadog.url, { AuthZ: { accessToken: "T" } });
  expect(await refusal(users.getCurrentUser())).toMatchObject({ code: 403, body: { errors: ["Forbidden"] } });
});

test("the permissions of one's own roles come by the names that Datadog has for them", async () => {
  const { users } = officialIdentityClient(datadog.url, keyPair);
  const answer = await users.listUserPermissions({ userId: currentUserId });
  expect(unparsedParts(answer)).toEqual([]);
  expect(answer.data?.map(({ attributes }) => attributes?.name)).toEqual([
    "user_access_read",
    "org_app_keys_read",
    "org_app_keys_write",
    "service_account_write",
  ]);
  expect(await refusal(users.listUserPermissions({ userId: organization }))).toMatchObject({ code: 404 });
  const denied = officialIdentityClient(datadog.url, { AuthZ: { accessToken: "T" } }).users;
  expect(await refusal(denied.listUserPermissions({ userId: currentUserId }))).toMatchObject({ code: 403 });
});

test("an API key alone is enough to be told the organisation", async () => {
  const answer = await officialIdentityClient(datadog.url, { apiKeyAuth: "K" }).keys.validate();
  expect(unparsedParts(answer)).toEqual([]);
  expect(answer.data).toMatchObject({
    id: organization,
    type: "validate_v2",
    attributes: { apiKeyScopes: [], valid: true },
  });
  const { keys } = officialIdentityClient(datadog.url, { apiKeyAuth: "wrong" });
  expect(await refusal(keys.validate())).toMatchObject({ code: 403 });
});

test.each([
  ["a key pair", keyPair],
  ["a bearer token", { AuthZ: { accessToken: "T" } }],
])("%s is told that it is valid", async (_what, authMethods) => {
  const answer = await officialIdentityClient(datadog.url, authMethods).keys.validateAPIKey();
  expect(unparsedParts(answer)).toEqual([]);
  expect(answer.status).toBe("ok");
});

test("a leaked token is told that it is valid until it is revoked", async () => {
  const { text, tokenId } = datadog.tokens.create();
  const { keys } = officialIdentityClient(datadog.url, { AuthZ: { accessToken: text } });
  expect((await keys.validateAPIKey()).status).toBe("ok");
  datadog.tokens.revoke(tokenId);
  expect(await refusal(keys.validateAPIKey())).toMatchObject({
    code: 401,
    body: { errors: ["Unauthorized"] },
  });
});

test("the official client breaks none of the rules of a well-behaved one", () => {
  expect(datadog.ledger.count()).toBeGreaterThan(5);
  expect(datadog.ledger.violations()).toEqual([]);
});
