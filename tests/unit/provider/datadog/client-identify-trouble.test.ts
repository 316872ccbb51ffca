import type { AttemptResult } from "../../../../provider/datadog/http/attempt";
import { RequestScheduler } from "../../../../provider/datadog/rate-limit/request-scheduler";
import { VirtualClock } from "../../../support/lifecycle/virtual-clock";
import { beginCooldown } from "./support/begin-cooldown";
import { identified } from "./support/identified";
import { accepted, currentUser, organization, validation } from "./support/identity-answers";
import { rateLimited, refused, reset } from "./support/scripted-send";
import { ScheduledCalls } from "./support/scheduled-calls";
import { testClient, tokenId } from "./support/test-client";

test.each(["revoke", "find", "list"] as const)(
  "a cooldown of %s, without a name, does not concern it",
  async (endpoint) => {
    const clock = new VirtualClock();
    const scheduler = new RequestScheduler({ clock, concurrency: 16 });
    await beginCooldown(scheduler, endpoint, 60);
    const { client } = testClient([currentUser()], { scheduler, clock });
    await expect(clock.run(client.identify())).resolves.toMatchObject({ kind: "placed", organization });
    expect(clock.elapsedMs).toBe(0);
  },
);

test("its 429 delays neither a revocation nor a look-up, nor the next question", async () => {
  const { client, network, clock } = testClient([rateLimited(120), 204, 404, currentUser()]);
  await expect(clock.run(client.identify())).resolves.toMatchObject({ kind: "unknown" });
  await clock.run(client.revoke(tokenId));
  await clock.run(client.find(tokenId));
  await expect(clock.run(client.identify())).resolves.toMatchObject({ kind: "placed" });
  expect(network.sentAtMs).toEqual([0, 0, 0, 0]);
});

test("a limit that is known to be spent is not asked, and the problem says for how long", async () => {
  const spent: AttemptResult = {
    ...currentUser(),
    headers: {
      "x-ratelimit-limit": "5",
      "x-ratelimit-period": "60",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset": "42",
    },
  } as AttemptResult;
  const { client, network, clock } = testClient([spent, accepted]);
  await clock.run(client.identify());
  await expect(clock.run(client.identify())).resolves.toEqual({
    kind: "unknown",
    isTransient: true,
    problem:
      "Failed to find out the organisation of DD_API_KEY and DD_APP_KEY (from the environment) on datadoghq.com: " +
      "Datadog's rate limit allows no GET /api/v2/current_user for 42 s. Run again.",
  });
  expect(network.requests).toHaveLength(1);
});

test("no revocation waits for it, even where one request may be under way at once", async () => {
  const calls = new ScheduledCalls({ concurrency: 1 });
  await calls.clock.run(Promise.all([calls.observe("currentUser"), calls.schedule("revoke")]));
  expect(calls.sent).toEqual([
    ["currentUser", 0],
    ["revoke", 0],
  ]);
});

test("it waits for no revocation", async () => {
  const calls = new ScheduledCalls({ concurrency: 1 });
  await calls.clock.run(Promise.all([calls.schedule("revoke"), calls.observe("currentUser")]));
  expect(calls.timesOf("currentUser")).toEqual([0]);
});

const own = "/api/v2/current_user";
const key = "/api/v2/validate";
const trouble = [503, 408, 429, reset, refused, { kind: "proxyRefusal", status: 503 }] as const;

test.each(trouble)(
  "after trouble (%#) the same question is asked again, a second later at most",
  async (step) => {
    const { identity, asked, seconds } = await identified([step, currentUser()], { random: () => 0.999 });
    expect(identity).toMatchObject({ kind: "placed", user: "a-user" });
    expect(asked).toEqual([own, own]);
    expect(seconds).toBeCloseTo(1, 2);
  },
);

test.each(trouble)(
  "trouble (%#) until the time is over is no answer, and no other probe follows",
  async (step) => {
    const { identity, asked, seconds } = await identified([step], { random: () => 0.999 });
    expect(identity).toMatchObject({ kind: "unknown", isTransient: true });
    expect(asked).toEqual([own, own, own]);
    expect(seconds).toBeCloseTo(3, 2);
  },
);

test("a later probe is asked again, too", async () => {
  const { identity, asked } = await identified([403, 503, validation()]);
  expect(identity).toEqual({ kind: "placed", organization });
  expect(asked).toEqual([own, key, key]);
});

test.each([
  ["within the time", 2, [0, 2000], "placed"],
  ["beyond it", 3, [0], "unknown"],
] as const)(
  "a rate limit that ends %s is waited for, or not at all",
  async (_name, seconds, sentAtMs, kind) => {
    const { client, network, clock } = testClient([rateLimited(seconds), currentUser()]);
    await expect(clock.run(client.identify())).resolves.toMatchObject({ kind });
    expect(network.sentAtMs).toEqual(sentAtMs);
  },
);

test("an interruption ends the pause, and with it the question", async () => {
  const controller = new AbortController();
  const { client, network, clock } = testClient([503, currentUser()], {
    interruption: () => controller.signal,
    random: () => {
      controller.abort(new Error("the run was interrupted"));
      return 0.999;
    },
  });
  await expect(clock.run(client.identify())).resolves.toMatchObject({ kind: "unknown" });
  expect(network.requests).toHaveLength(1);
});

test("a rate limit that is over by its own word, and refuses all the same, is asked no more often than any other trouble", async () => {
  const { identity, asked } = await identified([rateLimited(0)], { random: () => 0.999 });
  expect(identity).toMatchObject({ kind: "unknown", isTransient: true });
  expect(asked).toEqual([own, own, own]);
});
