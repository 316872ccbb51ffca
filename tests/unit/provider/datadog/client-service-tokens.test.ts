import { startSimulator } from "datadog-token-simulator";
import { createDatadogClient } from "../../../../provider/datadog/client";
import { rateLimited, status, type Step } from "./support/scripted-send";
import { clientOptions, rejectionOf, testClient, tokenId } from "./support/test-client";

const serviceAccountId = "48e5159f-e308-11ef-bcfc-2666505bfd8f";
const owner = { serviceAccountId };
const path = `/api/v2/service_accounts/${serviceAccountId}/access_tokens/${tokenId}`;
const subject = `service access token "${tokenId}" of service account "${serviceAccountId}" on datadoghq.com`;
const alive: Step = {
  kind: "response",
  status: 200,
  headers: {},
  body: JSON.stringify({
    data: { id: tokenId, type: "service_access_tokens", attributes: { name: "cron" } },
  }),
};

test("a service account's token is revoked and looked up below its account", async () => {
  const { client, network, clock } = testClient([alive, 204, status(404, { errors: ["Not found"] })]);
  await expect(clock.run(client.find(tokenId, owner))).resolves.toEqual({
    tokenId,
    kind: "service",
    name: "cron",
  });
  await expect(clock.run(client.revoke(tokenId, owner))).resolves.toMatchObject({ outcome: "deleted" });
  await expect(clock.run(client.find(tokenId, owner))).resolves.toBeUndefined();
  expect(network.requests.map(({ method, url }) => [method, url])).toEqual([
    ["GET", `https://api.datadoghq.com${path}`],
    ["DELETE", `https://api.datadoghq.com${path}`],
    ["GET", `https://api.datadoghq.com${path}`],
  ]);
});

test("the ids of token and account are asked for in lower case", async () => {
  const { client, network, clock } = testClient([204]);
  await clock.run(client.revoke(tokenId.toUpperCase(), { serviceAccountId: serviceAccountId.toUpperCase() }));
  expect(network.requests[0]?.url).toBe(`https://api.datadoghq.com${path}`);
});

test.each(["", "..", "../api_keys", `${serviceAccountId}/`])(
  "%j is no service account's id and is never made part of a path",
  async (text) => {
    const { client, network } = testClient([204]);
    const error = new RangeError("A service account's id must be a UUID; nothing was sent.");
    expect(await rejectionOf(client.revoke(tokenId, { serviceAccountId: text }))).toEqual(error);
    expect(await rejectionOf(client.find(tokenId, { serviceAccountId: text }))).toEqual(error);
    expect(network.requests).toEqual([]);
  },
);

test("a 403 names the token, its account and the permission that is needed", async () => {
  const { client, clock } = testClient([status(403, { errors: ["Forbidden"] })]);
  expect(await rejectionOf(clock.run(client.revoke(tokenId, owner)))).toMatchObject({
    name: "PermissionDeniedError",
    message:
      `Failed to revoke ${subject}: 403 Forbidden ("Forbidden"). DD_API_KEY and DD_APP_KEY (from the environment) must ` +
      "have the permission service_account_write, and be of the organisation on datadoghq.com that the token belongs to.",
  });
});

test.each([
  [
    "revoke",
    { kind: "response", status: 404, headers: {}, body: "<html>" },
    "404 Not Found with a body that is not Datadog's",
  ],
  ["revoke", status(200, {}), "200 OK, where 204 is documented"],
  ["find", status(200), "200 OK with a body that does not describe this token"],
  ["find", status(204), "204 No Content, where 200 is documented"],
] as const)("%s concludes nothing from an answer that is not documented", async (call, answer, words) => {
  const { client, clock } = testClient([answer]);
  expect(await rejectionOf(clock.run<unknown>(client[call](tokenId, owner)))).toMatchObject({
    message: expect.stringContaining(
      `Failed to ${call === "find" ? "look up" : "revoke"} ${subject}: ${words}`,
    ) as unknown,
  });
});

test("what may be mended is tried again, and a spent limit of people's tokens holds up none of a service account's", async () => {
  const { client, network, clock } = testClient([rateLimited(120), 503, 204, 204]);
  const waiting = client.revoke(tokenId);
  await clock.run(client.revoke(tokenId, owner));
  expect(clock.elapsedMs).toBeLessThan(120_000);
  await clock.run(waiting);
  expect(network.requests).toHaveLength(4);
});

test("a limit that Datadog names alike for both kinds holds up both", async () => {
  const { client, network, clock } = testClient([
    status(204, { headers: { "x-ratelimit-name": "access_tokens" } }),
    rateLimited(60, "access_tokens"),
    204,
    204,
  ]);
  await clock.run(client.revoke(tokenId, owner));
  const waiting = client.revoke(tokenId);
  await new Promise(setImmediate);
  await clock.run(Promise.all([client.revoke(tokenId, owner), waiting]));
  expect(network.sentAtMs.slice(2).every((at) => at >= 60_000)).toBe(true);
});

test("against the simulator, a token is revoked below its account and nowhere else", async () => {
  const simulator = await startSimulator({
    tokens: [{ tokenId, type: "service_access_tokens", ownerId: serviceAccountId }],
  });
  const client = createDatadogClient(clientOptions({ apiUrl: simulator.url }));
  await expect(client.find(tokenId)).resolves.toBeUndefined();
  await expect(client.revoke(tokenId)).resolves.toMatchObject({ outcome: "notFound" });
  const { tokens } = await client.list({ pageNumber: 0 });
  expect(tokens).toMatchObject([{ tokenId, kind: "service", ownerId: serviceAccountId }]);
  await expect(client.find(tokenId, owner)).resolves.toMatchObject({ tokenId });
  await expect(client.revoke(tokenId, owner)).resolves.toMatchObject({ outcome: "deleted" });
  await expect(client.find(tokenId, owner)).resolves.toBeUndefined();
  expect(simulator.ledger.violations()).toEqual([]);
  await simulator.close();
});
