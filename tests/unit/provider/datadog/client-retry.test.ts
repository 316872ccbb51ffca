import { RequestScheduler } from "../../../../provider/datadog/rate-limit/request-scheduler";
import { RateLimitError } from "../../../../provider/datadog/errors/rate-limit-error";
import { RetriesExhaustedError } from "../../../../provider/datadog/errors/retries-exhausted-error";
import type { AttemptResult } from "../../../../provider/datadog/http/attempt";
import { rateLimited, refused, reset, silence, status, type Step } from "./support/scripted-send";
import { rejectionOf, testClient, tokenId } from "./support/test-client";
import { VirtualClock } from "../../../support/lifecycle/virtual-clock";

const retried: [string, Step][] = [
  ["408", 408],
  ["429", 429],
  ["500", 500],
  ["503", 503],
  ["a broken connection", reset],
  ["a refused connection", refused],
  ["a proxy that can't connect", { kind: "proxyRefusal", status: 502 }],
];

test.each(retried)("%s is retried", async (_name, step) => {
  const { client, network, clock } = testClient([step, 204]);
  await expect(clock.run(client.revoke(tokenId))).resolves.toMatchObject({ outcome: "deleted", attempts: 2 });
  expect(network.requests).toHaveLength(2);
});

const notRetried: [string, Step][] = [
  ...[200, 202, 302, 400, 401, 403, 409, 422].map((code): [string, Step] => [String(code), code]),
  ["an untrusted certificate", { kind: "untrustedServer", code: "CERT_HAS_EXPIRED" }],
  ["a proxy that wants a password", { kind: "proxyRefusal", status: 407 }],
  ["a body beyond the limit", { kind: "tooLarge" }],
  ["an unknown failure", { kind: "failed", code: "no code" }],
];

test.each(notRetried)("%s is not retried", async (_name, step) => {
  const { client, network, clock } = testClient([step, 204]);
  expect(await rejectionOf(clock.run(client.revoke(tokenId)))).toMatchObject({ attempts: 1 });
  expect(network.requests).toHaveLength(1);
});

test("the pauses between attempts grow, with jitter over their whole length", async () => {
  const dice = [1, 0.5, 0.25, 0, 1, 1, 1];
  const { client, clock } = testClient([503], { random: () => dice.shift() ?? 0 });
  await rejectionOf(clock.run(client.revoke(tokenId)));
  expect(clock.sleepsMs).toEqual([1000, 1000, 1000, 100, 16_000, 30_000, 30_000]);
});

test("after eight attempts it gives up", async () => {
  const { client, network, clock } = testClient([503]);
  expect(await rejectionOf(clock.run(client.revoke(tokenId)))).toBeInstanceOf(RetriesExhaustedError);
  expect(network.requests).toHaveLength(8);
});

test("attempts that met the rate limit do not count among the eight", async () => {
  const script: Step[] = Array.from({ length: 7 }, () => [rateLimited(1), reset]).flat();
  const { client, clock } = testClient([...script, rateLimited(1), rateLimited(1), 204]);
  await expect(clock.run(client.revoke(tokenId))).resolves.toEqual({
    outcome: "deleted",
    attempts: 17,
    lostAttempts: 7,
  });
});

test("an attempt takes at most the request's time-out, and no more than what is left of the deadline", async () => {
  const { client, network, clock } = testClient((time) => [silence(time)], {
    requestTimeoutSeconds: 4,
    retryDeadlineSeconds: 10,
    random: () => 0.1,
  });
  await rejectionOf(clock.run(client.revoke(tokenId)));
  expect(network.requests.map(({ timeoutMs }) => timeoutMs)).toEqual([4000, 4000, 1700]);
  expect(clock.elapsedMs).toBe(10_000);
});

test("a call may have a deadline of its own", async () => {
  const { client, clock } = testClient((time) => [silence(time)], { requestTimeoutSeconds: 100 });
  await rejectionOf(clock.run(client.revoke(tokenId, { deadlineSeconds: 60 })));
  expect(clock.elapsedMs).toBe(60_000);
});

test("a backoff longer than what is left is not begun", async () => {
  const { client, network, clock } = testClient([503], { retryDeadlineSeconds: 5 });
  await rejectionOf(clock.run(client.revoke(tokenId)));
  expect(clock.sleepsMs).toEqual([1000, 2000]);
  expect(network.requests).toHaveLength(3);
});

test("a 429 waits what Datadog says, and the jitter only comes after it", async () => {
  const { client, network, clock } = testClient([rateLimited(7), 204], { random: () => 1 });
  await clock.run(client.revoke(tokenId));
  expect(network.sentAtMs).toEqual([0, 7700]);
});

test.each([
  ["seconds", { "x-ratelimit-reset": "7" }, 7000],
  ["a header sent twice", { "x-ratelimit-reset": "7, 7" }, 7000],
  ["Retry-After", { "retry-after": "5" }, 5000],
  ["that the window is just ending", { "x-ratelimit-reset": "0" }, 100],
])("a 429 that says %s begins a cooldown of that length", async (_name, headers, waitMs) => {
  const { client, network, clock } = testClient([status(429, { headers }), 204], { random: () => 0 });
  await clock.run(client.revoke(tokenId));
  expect(clock.sleepsMs).toEqual([waitMs]);
  expect(network.requests).toHaveLength(2);
});

test.each([
  ["nonsense", { "x-ratelimit-reset": "soon" }],
  ["nothing", {}],
])("a 429 that says %s means backoff", async (_name, headers) => {
  const { client, clock } = testClient([status(429, { headers }), 204], { random: () => 0.7 });
  await clock.run(client.revoke(tokenId));
  expect(clock.sleepsMs).toEqual([700]);
});

test("an HTML body does not keep a 429 from being waited for", async () => {
  const html: AttemptResult = {
    kind: "response",
    status: 429,
    headers: { "x-ratelimit-reset": "3" },
    body: "<html>Too many requests</html>",
  };
  const { client, clock } = testClient([html, 204], { random: () => 0 });
  await clock.run(client.revoke(tokenId));
  expect(clock.elapsedMs).toBe(3000);
});

test("a 429 without a word of how long backs off further each time in a row", async () => {
  const { client, clock } = testClient([429, 429, 429, 503, 429, 204]);
  await clock.run(client.revoke(tokenId));
  expect(clock.sleepsMs).toEqual([1000, 2000, 4000, 1000, 1000]);
});

test("a wait longer than what is left of the deadline fails at once", async () => {
  const { client, network, clock } = testClient([rateLimited(300), 204], { retryDeadlineSeconds: 300 });
  expect(await rejectionOf(clock.run(client.revoke(tokenId)))).toBeInstanceOf(RateLimitError);
  expect(network.requests).toHaveLength(1);
  expect(clock.elapsedMs).toBe(0);
});

test("a rate limit that never says how long is given up when the deadline leaves no time", async () => {
  const { client, clock } = testClient([429]);
  expect(await rejectionOf(clock.run(client.revoke(tokenId)))).toBeInstanceOf(RetriesExhaustedError);
  expect(clock.elapsedMs).toBeLessThanOrEqual(300_000);
});

test("when one call learns of the limit, all wait", async () => {
  const { client, network, clock } = testClient([rateLimited(30), 204], { random: () => 0 });
  await clock.run(Promise.all([client.revoke(tokenId), client.revoke(tokenId), client.revoke(tokenId)]));
  await clock.run(client.revoke(tokenId));
  const [first, ...others] = network.sentAtMs;
  expect(first).toBe(0);
  expect(others.filter((ms) => ms > 0 && ms < 30_000)).toEqual([]);
});

test("a call that comes during a cooldown sends nothing before its end", async () => {
  const clock = new VirtualClock();
  const scheduler = new RequestScheduler({ clock, random: () => 0, concurrency: 16 });
  const one = testClient([rateLimited(30), 204], { clock, scheduler });
  const other = testClient([204], { clock, scheduler });
  const revoked = one.client.revoke(tokenId);
  await new Promise(setImmediate);
  await clock.run(Promise.all([revoked, other.client.revoke(tokenId)]));
  expect(other.network.requests).toHaveLength(1);
  expect(other.network.sentAtMs).toEqual([30_000]);
});

test("a limit that another call met, and that outlasts the deadline, fails without a request", async () => {
  const clock = new VirtualClock();
  const scheduler = new RequestScheduler({ clock, random: () => 0, concurrency: 16 });
  const { client, network } = testClient([rateLimited(400), 204], { clock, scheduler });
  await rejectionOf(clock.run(client.revoke(tokenId)));
  const error = await rejectionOf(clock.run(client.revoke(tokenId)));
  expect(error).toBeInstanceOf(RateLimitError);
  expect(error).toMatchObject({ attempts: 0, waitSeconds: 400 });
  expect(network.requests).toHaveLength(1);
});

test("a bug is neither retried nor disguised", async () => {
  const bug = new TypeError("Cannot read properties of undefined");
  let sent = 0;
  const { client, clock } = testClient([204], {
    send: () => {
      sent++;
      return Promise.reject(bug);
    },
  });
  expect(await rejectionOf(clock.run(client.revoke(tokenId)))).toBe(bug);
  expect(sent).toBe(1);
});
