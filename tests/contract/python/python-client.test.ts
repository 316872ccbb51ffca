import { startSimulator, type AcceptedCredentials, type Simulator } from "datadog-token-simulator";
import { pythonOutcomes, type Call } from "./python-outcomes";

// The client's first import takes its time on a busy machine.
jest.setTimeout(60_000);

const organization = "4dee724d-00cc-11ea-a77b-570c9d03c6c5";
const currentUserId = "3ad549bf-eba0-11e9-a77a-0705486660d0";
const serviceAccountId = "48e5159f-e308-11ef-bcfc-2666505bfd8f";
const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const serviceTokenId = "7767e407-9c67-4ede-902e-c4b1f3782352";
const keyPair = { apiKey: "K", appKey: "A" };
const revoker = { bearerToken: "T", permissions: { read: "none", currentUser: false } } as const;

let datadog: Simulator;
beforeEach(async () => {
  datadog = await startSimulator({
    organization,
    currentUserId,
    credentials: [keyPair, revoker],
    tokens: [
      {
        tokenId,
        name: "deploy",
        scopes: ["dashboards_read"],
        createdAt: "2026-04-08T08:58:54.688Z",
        expiresAt: null,
      },
      { tokenId: serviceTokenId, name: "cron", type: "service_access_tokens", ownerId: serviceAccountId },
    ],
  });
});
afterEach(() => datadog.close());

const outcomes = (credentials: AcceptedCredentials, ...calls: readonly Call[]) =>
  pythonOutcomes(datadog.url, credentials, calls);

test("the Python client parses every part of the list", async () => {
  const [list] = await outcomes(keyPair, ["list"]);
  expect(JSON.stringify(list)).not.toMatch(/undeclared|UnparsedObject/);
  expect(list).toMatchObject({
    model: "ListPersonalAccessTokensResponse",
    data: [
      {
        model: "AccessTokenListItem",
        id: serviceTokenId,
        type: "service_access_tokens",
        relationships: { owned_by: { data: { id: serviceAccountId, type: "service_account" } } },
      },
      {
        model: "AccessTokenListItem",
        id: tokenId,
        type: "personal_access_tokens",
        attributes: {
          model: "PersonalAccessTokenAttributes",
          name: "deploy",
          public_portion: "1dm1op4lL89nV8pt94Tdk8",
          scopes: ["dashboards_read"],
          created_at: { model: "datetime", value: "2026-04-08T08:58:54.688000+00:00" },
          expires_at: null,
          last_used_at: null,
        },
        relationships: { owned_by: { data: { id: currentUserId, type: "users" } } },
      },
    ],
    meta: { page: { total_filtered_count: 2 } },
  });
});

test("the Python client gets a token, revokes it, and is told that it is gone", async () => {
  const [before, revoked, after] = await outcomes(
    keyPair,
    ["get", tokenId],
    ["revoke", tokenId],
    ["get", tokenId],
  );
  expect(JSON.stringify(before)).not.toMatch(/undeclared|UnparsedObject/);
  expect(before).toMatchObject({
    model: "PersonalAccessTokenResponse",
    data: { id: tokenId, type: "personal_access_tokens", attributes: { name: "deploy" } },
  });
  expect(revoked).toBeNull();
  expect(after).toEqual({
    error: "NotFoundException",
    status: 404,
    body: { errors: ["Personal access token not found"] },
  });
  expect(datadog.tokens.isAlive(tokenId)).toBe(false);
});

test("the Python client gets a service account's token, revokes it, and is told that it is gone", async () => {
  const [list, before, revoked, after, elsewhere] = await outcomes(
    keyPair,
    ["listOfAccount", serviceAccountId],
    ["getOfAccount", serviceAccountId, serviceTokenId],
    ["revokeOfAccount", serviceAccountId, serviceTokenId],
    ["getOfAccount", serviceAccountId, serviceTokenId],
    ["revokeOfAccount", serviceAccountId, tokenId],
  );
  expect(JSON.stringify([list, before])).not.toMatch(/undeclared|UnparsedObject/);
  const token = {
    id: serviceTokenId,
    type: "service_access_tokens",
    attributes: { name: "cron" },
    relationships: { owned_by: { data: { id: serviceAccountId, type: "service_account" } } },
  };
  expect(list).toMatchObject({ model: "ListServiceAccessTokensResponse", data: [token] });
  expect(before).toMatchObject({ model: "ServiceAccessTokenResponse", data: token });
  expect(revoked).toBeNull();
  const notFound = {
    error: "NotFoundException",
    status: 404,
    body: { errors: ["Service access token not found"] },
  };
  expect([after, elsewhere]).toEqual([notFound, notFound]);
  expect(datadog.tokens.isAlive(serviceTokenId)).toBe(false);
  expect(datadog.tokens.isAlive(tokenId)).toBe(true);
  expect(datadog.ledger.violations()).toEqual([]);
});

test("the Python client is told who asks, and of which organisation", async () => {
  const [user, organisation, status, roles] = await outcomes(
    keyPair,
    ["currentUser"],
    ["validate"],
    ["validateKeys"],
    ["rolePermissions", currentUserId],
  );
  expect(JSON.stringify([user, organisation, status, roles])).not.toMatch(/undeclared|UnparsedObject/);
  expect(user).toMatchObject({
    model: "UserResponse",
    data: {
      model: "User",
      id: currentUserId,
      type: "users",
      attributes: { model: "UserAttributes", service_account: false },
      relationships: { org: { data: { id: organization, type: "orgs" } } },
    },
  });
  expect(organisation).toMatchObject({
    model: "ValidateV2Response",
    data: {
      model: "ValidateV2Data",
      id: organization,
      type: "validate_v2",
      attributes: { model: "ValidateV2Attributes", valid: true, api_key_scopes: [] },
    },
  });
  expect(status).toEqual({ model: "ValidateAPIKeyResponse", status: "ok" });
  expect(roles).toMatchObject({ model: "PermissionsResponse" });
  expect(JSON.stringify(roles)).toContain('"name":"org_app_keys_write"');
});

test("an API key alone tells the Python client its organisation", async () => {
  const [organisation, wrong] = [
    ...(await outcomes({ apiKey: "K" }, ["validate"])),
    ...(await outcomes({ apiKey: "wrong" }, ["validate"])),
  ];
  expect(organisation).toMatchObject({ data: { id: organization } });
  expect(wrong).toMatchObject({ error: "ForbiddenException", status: 403 });
});

test("a revoker that may not read is refused in a body that the Python client understands", async () => {
  const refused = { error: "ForbiddenException", status: 403, body: { errors: ["Forbidden"] } };
  const bearer = { bearerToken: revoker.bearerToken };
  const calls: readonly Call[] = [
    ["list"],
    ["get", tokenId],
    ["currentUser"],
    ["validateKeys"],
    ["revoke", tokenId],
  ];
  expect(await outcomes(bearer, ...calls)).toMatchObject([refused, refused, refused, { status: "ok" }, null]);
  expect(datadog.ledger.violations()).toEqual([]);
});

test("the Python client is told that a leaked token is valid, until it has revoked itself", async () => {
  const leaked = datadog.tokens.create();
  const bearer = { bearerToken: leaked.text };
  const [alive, , dead] = await outcomes(
    bearer,
    ["validateKeys"],
    ["revoke", leaked.tokenId],
    ["validateKeys"],
  );
  expect(alive).toMatchObject({ status: "ok" });
  expect(dead).toMatchObject({
    error: "UnauthorizedException",
    status: 401,
    body: { errors: ["Unauthorized"] },
  });
});
