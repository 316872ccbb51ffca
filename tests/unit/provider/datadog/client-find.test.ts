import { RequestScheduler } from "../../../../provider/datadog/rate-limit/request-scheduler";
import { RateLimitError } from "../../../../provider/datadog/errors/rate-limit-error";
import { RetriesExhaustedError } from "../../../../provider/datadog/errors/retries-exhausted-error";
import { UnexpectedResponseError } from "../../../../provider/datadog/errors/unexpected-response-error";
import type { AttemptResult } from "../../../../provider/datadog/http/attempt";
import { rateLimited, refused, reset, silence, status } from "./support/scripted-send";
import { beginCooldown } from "./support/begin-cooldown";
import { rejectionOf, testClient, tokenId } from "./support/test-client";
import { VirtualClock } from "../../../support/lifecycle/virtual-clock";

const found = (body: unknown): AttemptResult => ({
  kind: "response",
  status: 200,
  headers: {},
  body: typeof body === "string" ? body : JSON.stringify(body),
});
const alive = found({
  data: { id: tokenId, type: "personal_access_tokens", attributes: { name: "deploy" } },
});

test("finding is one GET of the token's path, and tells what Datadog knows", async () => {
  const { client, network, clock } = testClient([alive]);
  await expect(clock.run(client.find(tokenId))).resolves.toEqual({ tokenId, name: "deploy" });
  expect(network.requests).toMatchObject([
    { method: "GET", url: `https://api.datadoghq.com/api/v2/personal_access_tokens/${tokenId}` },
  ]);
});

test("a 404 of Datadog's is no token, and no error", async () => {
  const { client, clock } = testClient([404]);
  await expect(clock.run(client.find(tokenId))).resolves.toBeUndefined();
});

test("a 200 of a revoked token is neither alive nor a 404", async () => {
  const attributes = { name: "deploy", revoked_at: "2026-01-02T03:04:05Z" };
  const { client, clock } = testClient([found({ data: { id: tokenId, attributes } })]);
  await expect(clock.run(client.find(tokenId))).resolves.toEqual({
    tokenId,
    name: "deploy",
    isRevoked: true,
  });
});

test.each([
  ["another token", { data: { id: "61c07794-df2a-4403-a6ad-caa6bb70dae2" } }],
  ["no token", { data: null }],
  ["a page", "<html>Welcome</html>"],
  ["nothing", ""],
])("a 200 that describes %s is an error, neither alive nor gone", async (_name, body) => {
  const { client, clock } = testClient([found(body)]);
  await expect(clock.run(client.find(tokenId))).rejects.toThrow(UnexpectedResponseError);
});

test("finding retries what may be mended by it", async () => {
  const { client, clock } = testClient([503, reset, refused, 408, rateLimited(1), alive]);
  await expect(clock.run(client.find(tokenId))).resolves.toMatchObject({ tokenId });
});

test.each([
  ["60 s", {}, 60],
  ["a shorter retry deadline", { retryDeadlineSeconds: 20 }, 20],
  ["60 s under a longer retry deadline", { retryDeadlineSeconds: 1000 }, 60],
])("finding gives up after %s", async (_name, options, seconds) => {
  const { client, clock } = testClient((time) => [silence(time)], { requestTimeoutSeconds: 100, ...options });
  await expect(clock.run(client.find(tokenId))).rejects.toThrow(RetriesExhaustedError);
  expect(clock.elapsedMs).toBe(seconds * 1000);
});

test("an observation is one attempt within its deadline", async () => {
  const { client, network, clock } = testClient((time) => [silence(time)]);
  const error = await rejectionOf(clock.run(client.find(tokenId, { retry: false, deadlineSeconds: 3 })));
  expect(error).toBeInstanceOf(RetriesExhaustedError);
  expect(network.requests.map(({ timeoutMs }) => timeoutMs)).toEqual([3000]);
  expect(clock.sleepsMs).toEqual([]);
});

test.each([503, 408, 429])("an observation does not retry %d", async (code) => {
  const { client, network, clock } = testClient([code, alive]);
  await rejectionOf(clock.run(client.find(tokenId, { retry: false })));
  expect(network.requests).toHaveLength(1);
});

test("an observation that succeeds is a response like any other", async () => {
  const { client, clock } = testClient([alive, 404]);
  await expect(clock.run(client.find(tokenId, { retry: false }))).resolves.toMatchObject({ tokenId });
  await expect(clock.run(client.find(tokenId, { retry: false }))).resolves.toBeUndefined();
});

test("an observation during a cooldown fails at once, without a request", async () => {
  const clock = new VirtualClock();
  const scheduler = new RequestScheduler({ clock, concurrency: 16 });
  await beginCooldown(scheduler, "find", 1);
  const { client, network } = testClient([alive], { scheduler, clock });
  await expect(clock.run(client.find(tokenId, { retry: false }))).rejects.toThrow(RateLimitError);
  expect(network.requests).toEqual([]);
  expect(clock.sleepsMs).toEqual([]);
});

test("an observation that meets the rate limit begins no cooldown for what follows", async () => {
  const { client, network, clock } = testClient([rateLimited(120), 204]);
  await expect(clock.run(client.find(tokenId, { retry: false }))).rejects.toThrow(RateLimitError);
  await clock.run(client.revoke(tokenId));
  expect(network.sentAtMs).toEqual([0, 0]);
});

test("a 401 or 403 is an error, never an absent token", async () => {
  const { client, clock } = testClient([status(401), status(403)]);
  await expect(clock.run(client.find(tokenId))).rejects.toMatchObject({ status: 401 });
  await expect(clock.run(client.find(tokenId))).rejects.toMatchObject({ status: 403 });
});
