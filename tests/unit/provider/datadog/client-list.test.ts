import { UnexpectedResponseError } from "../../../../provider/datadog/errors/unexpected-response-error";
import type { AttemptResult } from "../../../../provider/datadog/http/attempt";
import { rateLimited, status } from "./support/scripted-send";
import { rejectionOf, testClient, tokenId } from "./support/test-client";

const serviceAccountId = "48e5159f-e308-11ef-bcfc-2666505bfd8f";
const serviceToken = {
  id: "61c07794-df2a-4403-a6ad-caa6bb70dae2",
  type: "service_access_tokens",
  relationships: { owned_by: { data: { id: serviceAccountId, type: "service_account" } } },
};
const personalToken = {
  id: tokenId.toUpperCase(),
  type: "personal_access_tokens",
  attributes: { name: "deploy" },
};

const page = (document: unknown): AttemptResult => ({
  kind: "response",
  status: 200,
  headers: {},
  body: typeof document === "string" ? document : JSON.stringify(document),
});

test("listing is one GET of a page, the oldest tokens first, and tells both kinds apart", async () => {
  const document = {
    data: [serviceToken, personalToken],
    meta: { page: { total_filtered_count: 102 } },
  };
  const { client, network, clock } = testClient([page(document)]);
  await expect(clock.run(client.list({ pageNumber: 1 }))).resolves.toEqual({
    tokens: [
      { tokenId: serviceToken.id, kind: "service", ownerId: serviceAccountId },
      { tokenId, name: "deploy" },
    ],
    ids: [serviceToken.id, tokenId],
    total: 102,
  });
  expect(network.requests).toMatchObject([
    {
      method: "GET",
      url: "https://api.datadoghq.com/api/v2/personal_access_tokens?page[size]=100&page[number]=1&sort=created_at",
    },
  ]);
});

test("the kind is that of the entry, whatever the type of its owner", async () => {
  const ownedBy = (type: string) => ({ owned_by: { data: { id: serviceAccountId, type } } });
  const data = [
    { ...serviceToken, relationships: ownedBy("users") },
    { ...personalToken, relationships: ownedBy("service_account") },
  ];
  const { client, clock } = testClient([page({ data })]);
  const { tokens } = await clock.run(client.list({ pageNumber: 0 }));
  expect(tokens.map(({ kind, ownerId }) => [kind, ownerId])).toEqual([
    ["service", serviceAccountId],
    [undefined, serviceAccountId],
  ]);
});

test("an entry of a third kind is counted, and is no token", async () => {
  const { client, clock } = testClient([
    page({ data: [{ id: "x", type: "robot_access_tokens" }, personalToken] }),
  ]);
  await expect(clock.run(client.list({ pageNumber: 0 }))).resolves.toEqual({
    tokens: [{ tokenId, name: "deploy" }],
    ids: ["x", tokenId],
  });
});

test("a page may be smaller", async () => {
  const { client, network, clock } = testClient([page({ data: [] })]);
  await expect(clock.run(client.list({ pageNumber: 0, pageSize: 7 }))).resolves.toEqual({
    tokens: [],
    ids: [],
  });
  expect(network.requests[0]?.url).toContain("page[size]=7&page[number]=0");
});

test.each([
  [{ pageNumber: -1 }, "A page's number must be a whole number from 0; nothing was sent."],
  [{ pageNumber: 0.5 }, "A page's number must be a whole number from 0; nothing was sent."],
  [{ pageNumber: 0, pageSize: 101 }, "A page's size must be a whole number from 1 to 100; nothing was sent."],
  [{ pageNumber: 0, pageSize: 0 }, "A page's size must be a whole number from 1 to 100; nothing was sent."],
])("%j is no page, and is not asked for", async (request, message) => {
  const { client, network } = testClient([page({ data: [] })]);
  expect(await rejectionOf(client.list(request))).toEqual(new RangeError(message));
  expect(network.requests).toEqual([]);
});

test("listing retries what may be mended by it", async () => {
  const { client, clock } = testClient([503, rateLimited(1), page({ data: [] })]);
  await expect(clock.run(client.list({ pageNumber: 0 }))).resolves.toMatchObject({ ids: [] });
});

const listing = "Failed to list personal access tokens on datadoghq.com: ";

test.each([
  ["a page that lists nothing", page({}), "200 OK with a body that does not list tokens"],
  [
    "an entry without an id",
    page({ data: [{ type: "personal_access_tokens" }] }),
    "200 OK with a body that does not list tokens",
  ],
  ["HTML", page("<html>Welcome</html>"), "200 OK with a body that is not JSON"],
  ["a 404 of Datadog's", status(404, { errors: ["Not found"] }), '404 Not Found ("Not found")'],
  [
    "a gateway's 404",
    { ...page("<html>"), status: 404 } as AttemptResult,
    "404 Not Found with a body that is not Datadog's: a gateway or a wrong path seems to have answered",
  ],
])("nothing is concluded from %s", async (_name, result, problem) => {
  const { client, clock } = testClient([result]);
  const error = await rejectionOf(clock.run(client.list({ pageNumber: 0 })));
  expect(error).toBeInstanceOf(UnexpectedResponseError);
  expect(error).toMatchObject({
    tokenId: undefined,
    message: expect.stringContaining(`${listing}${problem}. Nothing was concluded from it. `) as unknown,
  });
});

test("a 403 says which permissions listing takes", async () => {
  const { client, clock } = testClient([status(403, { errors: ["Forbidden"] })]);
  expect(await rejectionOf(clock.run(client.list({ pageNumber: 0 })))).toMatchObject({
    name: "PermissionDeniedError",
    message:
      `${listing}403 Forbidden ("Forbidden"). DD_API_KEY and DD_APP_KEY (from the environment) must have one of the ` +
      "permissions user_app_keys (for the tokens of its own user) and org_app_keys_write (for everybody's), and be of the " +
      "organisation on datadoghq.com that the tokens belong to.",
  });
});
