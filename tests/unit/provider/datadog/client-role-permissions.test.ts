import { testClient, tokenId } from "./support/test-client";

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
