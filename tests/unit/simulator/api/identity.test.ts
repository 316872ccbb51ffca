import {
  defaultOrganization,
  startSimulator,
  type AcceptedCredentials,
  type Permissions,
  type Simulator,
  type SimulatorOptions,
} from "datadog-token-simulator";

const alice = "3ad549bf-eba0-11e9-a77a-0705486660d0";
const bob = "48e5159f-e308-11ef-bcfc-2666505bfd8f";
const organization = "4dee724d-00cc-11ea-a77b-570c9d03c6c5";
const aliceToken = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const bobToken = "61c07794-df2a-4403-a6ad-caa6bb70dae2";

let datadog: Simulator;
afterEach(() => datadog.close());

async function start(options: SimulatorOptions = {}): Promise<void> {
  datadog = await startSimulator({
    organization,
    currentUserId: alice,
    tokens: [{ tokenId: aliceToken }, { tokenId: bobToken, ownerId: bob }],
    ...options,
  });
}

async function send(path: string, headers: Record<string, string> = bearer("T"), method = "GET") {
  const response = await fetch(`${datadog.url}/api/v2/${path}`, {
    method,
    headers: { "user-agent": "client/1.0", ...headers },
  });
  const text = await response.text();
  return { status: response.status, body: (text === "" ? undefined : JSON.parse(text)) as unknown };
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

test("the current user is of the organisation, both as they were given", async () => {
  await start();
  expect(await send("current_user")).toMatchObject({
    status: 200,
    body: {
      data: {
        id: alice,
        type: "users",
        relationships: { org: { data: { id: organization, type: "orgs" } } },
      },
    },
  });
  expect(datadog.organization).toBe(organization);
  expect(datadog.ledger.count({ path: "/api/v2/current_user" })).toBe(1);
});

test("without options there is one organisation and one user, who owns all tokens", async () => {
  datadog = await startSimulator({ tokens: 1 });
  const { body } = await send("current_user");
  expect(body).toMatchObject({
    data: {
      id: datadog.tokens.list()[0]?.ownerId,
      relationships: { org: { data: { id: defaultOrganization } } },
    },
  });
});

test("an API key alone tells the organisation, and nothing else does", async () => {
  await start({ credentials: { apiKey: "K", appKey: "A", bearerToken: "T" } });
  expect(await send("validate", { "dd-api-key": "K" })).toEqual({
    status: 200,
    body: {
      data: {
        id: organization,
        type: "validate_v2",
        attributes: { api_key_id: expect.any(String) as string, api_key_scopes: [], valid: true },
      },
    },
  });
  expect(datadog.ledger.entries()).toMatchObject([{ credential: "apiKey" }]);
  expect(datadog.ledger.violations()).toEqual([]);
  expect(await send("validate", { "dd-api-key": "X" })).toMatchObject({ status: 403 });
  expect(await send("validate", bearer("T"))).toMatchObject({ status: 401 });
});

test("the probe needs credentials and no permission", async () => {
  await start({
    credentials: { apiKey: "K", appKey: "A" },
    permissions: { read: "none", revoke: "none", currentUser: false },
  });
  const keys = { "dd-api-key": "K", "dd-application-key": "A" };
  expect(await send("validate_keys", keys)).toEqual({ status: 200, body: { status: "ok" } });
  expect(await send("validate_keys", { "dd-api-key": "K" })).toMatchObject({ status: 401 });
  expect(await send("validate_keys", { ...keys, "dd-api-key": "X" })).toMatchObject({ status: 403 });
  expect(await send("current_user", keys)).toEqual({ status: 403, body: { errors: ["Forbidden"] } });
});

test.each([401, 403] as const)(
  "the leaked token itself is the probe: 200, then %d",
  async (deadTokenStatus) => {
    await start({ deadTokenStatus, credentials: { bearerToken: "T" } });
    const { text } = datadog.tokens.create({
      type: "service_access_tokens",
      tokenId: organization,
      ownerId: bob,
    });
    expect(await send("validate_keys", bearer(text))).toMatchObject({ status: 200 });
    expect(await send("current_user", bearer(text))).toMatchObject({
      body: { data: { id: bob, attributes: { service_account: true } } },
    });
    datadog.tokens.revoke(organization);
    expect(await send("validate_keys", bearer(text))).toMatchObject({ status: deadTokenStatus });
  },
);

/** The statuses of list, GET of one's own and of another's token, DELETE of both; and whose tokens are listed. */
async function reachOf(permissions: Permissions) {
  await start({ credentials: [{ bearerToken: "T", permissions }] });
  const list = await send("personal_access_tokens");
  const statuses = [list.status];
  for (const method of ["GET", "DELETE"]) {
    for (const tokenId of [aliceToken, bobToken]) {
      statuses.push((await send(`personal_access_tokens/${tokenId}`, bearer("T"), method)).status);
    }
  }
  const listed = [aliceToken, bobToken].filter((tokenId) => JSON.stringify(list.body).includes(tokenId));
  return { statuses, listed };
}

test.each<[Permissions, number[], string[]]>([
  [{}, [200, 200, 200, 204, 204], [aliceToken, bobToken]],
  [{ read: "own" }, [200, 200, 404, 204, 204], [aliceToken]],
  [{ read: "own", othersStatus: 403 }, [200, 200, 403, 204, 204], [aliceToken]],
  [{ read: "own", revoke: "own" }, [200, 200, 404, 204, 404], [aliceToken]],
  [{ read: "none" }, [403, 403, 403, 204, 204], []],
  [{ revoke: "none" }, [200, 200, 200, 403, 403], [aliceToken, bobToken]],
])("credentials with %j meet %j", async (permissions, statuses, listed) => {
  expect(await reachOf(permissions)).toEqual({ statuses, listed });
});

test("several credentials are several users with permissions of their own", async () => {
  const reader: AcceptedCredentials = { bearerToken: "R", userId: bob, permissions: { revoke: "none" } };
  await start({ credentials: [{ apiKey: "K", appKey: "A" }, reader] });
  expect(await send("current_user", bearer("R"))).toMatchObject({ body: { data: { id: bob } } });
  const path = `personal_access_tokens/${bobToken}`;
  expect(await send(path, bearer("R"), "DELETE")).toMatchObject({ status: 403 });
  expect(await send(path, { "dd-api-key": "K", "dd-application-key": "A" }, "DELETE")).toMatchObject({
    status: 204,
  });
});

test("a token that is created belongs to whoever creates it", async () => {
  await start({ credentials: { bearerToken: "T", userId: bob } });
  const attributes = { name: "new", scopes: [], expires_at: "2999-01-01T00:00:00Z" };
  const response = await fetch(`${datadog.url}/api/v2/personal_access_tokens`, {
    method: "POST",
    headers: bearer("T"),
    body: JSON.stringify({ data: { type: "personal_access_tokens", attributes } }),
  });
  expect(await response.json()).toMatchObject({
    data: { relationships: { owned_by: { data: { id: bob } } } },
  });
});

test("whoever may not revoke may not create either", async () => {
  await start({ permissions: { revoke: "none" } });
  expect(await send("personal_access_tokens", bearer("T"), "POST")).toMatchObject({ status: 403 });
});

test.each<[SimulatorOptions, string]>([
  [{ organization: "acme" }, '"organization" must be a UUID.'],
  [{ currentUserId: "alice" }, '"currentUserId" must be a UUID.'],
  [{ credentials: [{ bearerToken: "T", userId: "alice" }] }, '"userId" must be a UUID.'],
])("%j is refused in words", async (options, message) => {
  await start();
  await expect(startSimulator(options)).rejects.toThrow(new Error(message));
});
