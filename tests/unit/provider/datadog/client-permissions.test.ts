import { startSimulator, type Simulator, type SimulatorOptions } from "datadog-token-simulator";
import { createDatadogClient } from "../../../../provider/datadog/client";
import { clientOptions, testClient, tokenId } from "./support/test-client";

const ann = "3ad549bf-eba0-11e9-a77a-0705486660d0";
const bob = "48e5159f-e308-11ef-bcfc-2666505bfd8f";

let simulator: Simulator | undefined;
afterEach(() => simulator?.close());

async function clientOf(options: SimulatorOptions) {
  simulator = await startSimulator({ currentUserId: ann, ...options });
  return createDatadogClient(clientOptions({ apiUrl: simulator.url }));
}

test.each<[string, SimulatorOptions, string | undefined, boolean]>([
  ["another person's", { tokens: [{ ownerId: ann }, { ownerId: bob }] }, ann, true],
  ["another person's alone", { tokens: [{ ownerId: bob }] }, ann, true],
  ["its own user's alone", { tokens: [{ ownerId: ann }] }, ann, false],
  ["two people's, whoever asks", { tokens: [{ ownerId: ann }, { ownerId: bob }] }, undefined, true],
  ["one person's, whoever asks", { tokens: [{ ownerId: bob }] }, undefined, false],
  [
    "a service account's beside its own user's",
    { tokens: [{ ownerId: ann }, { ownerId: bob, type: "service_access_tokens" }] },
    ann,
    false,
  ],
  [
    "its own user's, by its permission",
    { tokens: [{ ownerId: ann }, { ownerId: bob }], permissions: { read: "own" } },
    ann,
    false,
  ],
])("credentials that are shown %s token on the list", async (_, options, user, expected) => {
  const client = await clientOf(options);
  await expect(client.readsOthers(user)).resolves.toBe(expected);
});

test("the user is told with the organisation", async () => {
  const client = await clientOf({ tokens: [] });
  await expect(client.identify()).resolves.toMatchObject({ kind: "placed", user: ann });
});

const named = (...names: unknown[]) => ({
  data: names.map((name) => ({ type: "permissions", id: tokenId, attributes: { name } })),
});
const answer = (status: number, body: object | string) => [
  {
    kind: "response" as const,
    status,
    headers: {},
    body: typeof body === "string" ? body : JSON.stringify(body),
  },
];

test("the permissions of a user's roles are asked for once, by the user's id", async () => {
  const { client, network } = testClient(answer(200, named("org_app_keys_read", "org_app_keys_write")));
  expect(await client.rolePermissions(tokenId.toUpperCase())).toEqual(
    new Set(["org_app_keys_read", "org_app_keys_write"]),
  );
  expect(network.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `GET https://api.datadoghq.com/api/v2/users/${tokenId}/permissions`,
  ]);
});

test.each<[string, number, object | string]>([
  ["a refusal", 403, { errors: ["Forbidden"] }],
  ["trouble", 503, "<html>"],
  ["a limit", 429, { errors: ["Too many requests"] }],
  ["another body", 200, { data: {} }],
  ["a permission without a name", 200, named("org_app_keys_read", undefined)],
  ["no JSON", 200, "<html>"],
])("%s tells nothing of permissions, and is no error", async (_, status, body) => {
  const { client, network } = testClient(answer(status, body));
  expect(await client.rolePermissions(tokenId)).toBeUndefined();
  expect(network.requests).toHaveLength(1);
});

test("an id that could ask for another path is not asked about", async () => {
  const { client, network } = testClient([]);
  expect(await client.rolePermissions("../api_keys")).toBeUndefined();
  expect(network.requests).toEqual([]);
});
