import { startSimulator, type Simulator } from "datadog-token-simulator";
import { v2 } from "@datadog/datadog-api-client";
import { officialClient, refusal, unparsedParts } from "./official-client";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const now = Date.parse("2026-04-08T16:45:59.747Z");

let datadog: Simulator;
let api: v2.KeyManagementApi;
beforeEach(async () => {
  datadog = await startSimulator({ tokens: [{ tokenId, name: "old", scopes: ["a"] }], now: () => now });
  api = officialClient(datadog.url);
});
afterEach(() => datadog.close());

const update = (attributes: { name?: string; scopes?: string[] }, id = tokenId) => {
  const data = { id, type: "personal_access_tokens", attributes };
  return api.updatePersonalAccessToken({
    tokenId,
    body: Object.assign(new v2.PersonalAccessTokenUpdateRequest(), { data }),
  });
};

test("a change of name leaves the scopes and sets the time of modification", async () => {
  const answer = await update({ name: "new" });
  expect(unparsedParts(answer)).toEqual([]);
  expect(answer.data?.attributes).toMatchObject({ name: "new", scopes: ["a"], modifiedAt: new Date(now) });
  expect((await api.getPersonalAccessToken({ tokenId })).data?.attributes).toMatchObject({
    name: "new",
    modifiedAt: new Date(now),
  });
});

test("a change of scopes leaves the name", async () => {
  expect((await update({ scopes: ["b", "c"] })).data?.attributes).toMatchObject({
    name: "old",
    scopes: ["b", "c"],
  });
});

test("a revoked token can't be updated", async () => {
  datadog.tokens.revoke(tokenId);
  expect(await refusal(update({ name: "new" }))).toMatchObject({ code: 404 });
});

test("an id in the body that is not the path's is refused", async () => {
  expect(await refusal(update({ name: "new" }, "61c07794-df2a-4403-a6ad-caa6bb70dae2"))).toMatchObject({
    code: 400,
    body: { errors: ["data.id must be the id in the path"] },
  });
});
