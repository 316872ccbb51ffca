import { startSimulator, type Simulator } from "datadog-token-simulator";
import type { v2 } from "@datadog/datadog-api-client";
import { officialClient, refusal, unparsedParts } from "./official-client";

const alice = "3ad549bf-eba0-11e9-a77a-0705486660d0";
const bob = "48e5159f-e308-11ef-bcfc-2666505bfd8f";

let datadog: Simulator;
let api: v2.KeyManagementApi;
beforeAll(async () => {
  datadog = await startSimulator({
    tokens: [
      {
        tokenId: "61c07794-df2a-4403-a6ad-caa6bb70dae2",
        name: "deploy",
        scopes: ["dashboards_read", "monitors_write"],
        ownerId: alice,
        createdAt: "2026-04-08T08:58:54.688Z",
        expiresAt: "2027-04-09T08:58:54.000Z",
        lastUsedAt: "2026-04-08T08:58:55.302Z",
      },
      // An id of its own, as all have: a random one's public portion can hold the text that is searched for.
      {
        tokenId: "48e5159f-e308-11ef-bcfc-2666505bfd8f",
        name: "backup",
        ownerId: bob,
        createdAt: "2026-01-01T00:00:00Z",
        expiresAt: null,
      },
      {
        tokenId: "7767e407-9c67-4ede-902e-c4b1f3782352",
        type: "service_access_tokens",
        name: "cron",
        ownerId: bob,
        createdAt: "2026-02-01T00:00:00Z",
        expiresAt: "2026-12-01T00:00:00Z",
      },
      { name: "already gone", revoked: true },
    ],
  });
  api = officialClient(datadog.url);
});
afterAll(() => datadog.close());

const names = async (params: v2.KeyManagementApiListPersonalAccessTokensRequest) =>
  (await api.listPersonalAccessTokens(params)).data?.map((token) => token.attributes?.name);

test("the client understands every part of the list", async () => {
  expect(unparsedParts(await api.listPersonalAccessTokens())).toEqual([]);
});

test("a personal token is listed with all it has", async () => {
  const { data } = await api.listPersonalAccessTokens({ filter: "deploy" });
  expect(data).toMatchObject([
    {
      id: "61c07794-df2a-4403-a6ad-caa6bb70dae2",
      type: "personal_access_tokens",
      attributes: {
        name: "deploy",
        publicPortion: "2ySDERb6wx1YqV1udJl61q",
        scopes: ["dashboards_read", "monitors_write"],
        createdAt: new Date("2026-04-08T08:58:54.688Z"),
        expiresAt: new Date("2027-04-09T08:58:54.000Z"),
        lastUsedAt: new Date("2026-04-08T08:58:55.302Z"),
      },
      relationships: { ownedBy: { data: { id: alice, type: "users" } } },
    },
  ]);
  expect(data?.[0]?.attributes?.modifiedAt).toBeUndefined();
});

test("a service token is listed too, by its own type, owner and public portion", async () => {
  const { data } = await api.listPersonalAccessTokens({ filter: "cron" });
  expect(data).toMatchObject([
    {
      id: "7767e407-9c67-4ede-902e-c4b1f3782352",
      type: "service_access_tokens",
      attributes: { publicPortion: "ddsat_3dJZ2IClhMOwsx0xC01NBK" },
      relationships: { ownedBy: { data: { id: bob, type: "service_account" } } },
    },
  ]);
});

test("revoked tokens are not listed, and the count is that of all pages", async () => {
  const list = await api.listPersonalAccessTokens({ pageSize: 1 });
  expect(list.data).toHaveLength(1);
  expect(list.meta?.page?.totalFilteredCount).toBe(3);
});

test("pages follow one another without a gap", async () => {
  const pages = [0, 1, 2, 3].map((pageNumber) => names({ pageSize: 1, pageNumber }));
  expect(await Promise.all(pages)).toEqual([["backup"], ["cron"], ["deploy"], []]);
});

test.each<[v2.PersonalAccessTokensSort, string[]]>([
  ["name", ["backup", "cron", "deploy"]],
  ["-name", ["deploy", "cron", "backup"]],
  ["created_at", ["backup", "cron", "deploy"]],
  ["-created_at", ["deploy", "cron", "backup"]],
  ["expires_at", ["cron", "deploy", "backup"]],
  ["-expires_at", ["backup", "deploy", "cron"]],
  ["last_used_at", ["deploy", "backup", "cron"]],
  ["-last_used_at", ["backup", "cron", "deploy"]],
])("the list can be sorted by %s", async (sort, sorted) => {
  expect(await names({ sort })).toEqual(sorted);
});

test("the list can be filtered by name, public portion and owners", async () => {
  expect(await names({ filter: "CRO" })).toEqual(["cron"]);
  expect(await names({ filter: "2ySDERb6wx1YqV1udJl61q" })).toEqual(["deploy"]);
  expect(await names({ filterOwnedBy: [bob] })).toEqual(["backup", "cron"]);
  expect(await names({ filterOwnedBy: [alice, bob] })).toEqual(["backup", "cron", "deploy"]);
});

test("a page of more than a hundred is refused in a body that the client understands", async () => {
  expect(await refusal(api.listPersonalAccessTokens({ pageSize: 101 }))).toMatchObject({
    code: 400,
    body: { errors: ["page[size] must be a whole number from 1 to 100"] },
  });
});
