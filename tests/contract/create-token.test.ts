import { startSimulator, tokenIdOfAlias, type Simulator } from "datadog-token-simulator";
import { v2 } from "@datadog/datadog-api-client";
import { officialClient, refusal, unparsedParts } from "./official-client";

let datadog: Simulator;
let api: v2.KeyManagementApi;
beforeAll(async () => {
  datadog = await startSimulator({ now: () => Date.parse("2026-04-08T16:46:16.769Z") });
  api = officialClient(datadog.url);
});
afterAll(() => datadog.close());

const creation = (expiresAt: string) => ({
  body: Object.assign(new v2.PersonalAccessTokenCreateRequest(), {
    data: {
      type: "personal_access_tokens",
      attributes: { name: "deploy", scopes: ["dashboards_read"], expiresAt: new Date(expiresAt) },
    },
  }),
});

test("a created token comes with its key, whose alias names the token", async () => {
  const created = await api.createPersonalAccessToken(creation("2027-04-08T16:46:16Z"));
  expect(unparsedParts(created)).toEqual([]);
  const attributes = created.data?.attributes;
  expect(created.data?.type).toBe("personal_access_tokens");
  expect(attributes).toMatchObject({
    name: "deploy",
    scopes: ["dashboards_read"],
    createdAt: new Date("2026-04-08T16:46:16.769Z"),
    expiresAt: new Date("2027-04-08T16:46:16Z"),
  });
  const [prefix, alias = "", secret] = attributes?.key?.split("_") ?? [];
  expect([prefix, alias, secret?.length]).toEqual(["ddpat", attributes?.publicPortion, 36]);
  expect(tokenIdOfAlias(alias)).toBe(created.data?.id);
});

test("the key is shown once: neither a later look nor the list has it", async () => {
  const created = await api.createPersonalAccessToken(creation("2027-04-08T16:46:16Z"));
  const tokenId = created.data?.id ?? "";
  const later = [await api.getPersonalAccessToken({ tokenId }), await api.listPersonalAccessTokens()];
  expect(JSON.stringify(later)).not.toContain(created.data?.attributes?.key);
  expect(later[0]).toMatchObject({ data: { id: tokenId, attributes: { name: "deploy" } } });
});

test("a created token opens the API until it is revoked", async () => {
  const created = await api.createPersonalAccessToken(creation("2027-04-08T16:46:16Z"));
  const own = officialClient(datadog.url, { AuthZ: { accessToken: created.data?.attributes?.key ?? "" } });
  const tokenId = created.data?.id ?? "";
  expect((await own.getPersonalAccessToken({ tokenId })).data?.id).toBe(tokenId);
  await own.revokePersonalAccessToken({ tokenId });
  expect(await refusal(own.getPersonalAccessToken({ tokenId }))).toMatchObject({ code: 401 });
});

test("a token must live for a day", async () => {
  expect(await refusal(api.createPersonalAccessToken(creation("2026-04-09T16:46:16Z")))).toMatchObject({
    code: 400,
    body: { errors: ["data.attributes.expires_at must be at least 24 hours in the future"] },
  });
});
