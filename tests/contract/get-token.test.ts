import { startSimulator, type Simulator } from "datadog-token-simulator";
import type { v2 } from "@datadog/datadog-api-client";
import { officialClient, refusal, unparsedParts } from "./official-client";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const unknownId = "00000000-0000-0000-0000-000000000000";
const serviceTokenId = "7767e407-9c67-4ede-902e-c4b1f3782352";

let datadog: Simulator;
let api: v2.KeyManagementApi;
beforeAll(async () => {
  datadog = await startSimulator({
    tokens: [
      { tokenId, name: "deploy", expiresAt: null },
      { tokenId: serviceTokenId, type: "service_access_tokens" },
    ],
  });
  api = officialClient(datadog.url);
});
afterAll(() => datadog.close());

test("a token is shown as the client's model wants it", async () => {
  const answer = await api.getPersonalAccessToken({ tokenId });
  expect(unparsedParts(answer)).toEqual([]);
  expect(answer).toMatchObject({
    data: {
      id: tokenId,
      type: "personal_access_tokens",
      attributes: {
        name: "deploy",
        publicPortion: "1dm1op4lL89nV8pt94Tdk8",
        expiresAt: null,
        lastUsedAt: null,
      },
      relationships: { ownedBy: { data: { type: "users" } } },
    },
  });
});

test.each([
  ["an unknown id", unknownId],
  ["a service token's id", serviceTokenId],
  ["what is no id at all", "not-a-uuid"],
])("%s is not found, in a body that the client understands", async (_what, id) => {
  expect(await refusal(api.getPersonalAccessToken({ tokenId: id }))).toMatchObject({
    code: 404,
    body: { errors: ["Personal access token not found"] },
  });
});
