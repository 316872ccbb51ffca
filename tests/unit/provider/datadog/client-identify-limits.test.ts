import type { AttemptResult } from "../../../../provider/datadog/http/attempt";
import { RequestScheduler } from "../../../../provider/datadog/rate-limit/request-scheduler";
import { VirtualClock } from "../../../support/lifecycle/virtual-clock";
import { beginCooldown } from "./support/begin-cooldown";
import { accepted, currentUser, organization } from "./support/identity-answers";
import { rateLimited } from "./support/scripted-send";
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
