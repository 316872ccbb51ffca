import { RequestScheduler } from "../../../../provider/datadog/rate-limit/request-scheduler";
import type { Clock } from "../../../../provider/datadog/http/clock";
import type { DatadogClientOptions } from "../../../../provider/datadog/client-options";
import { rateLimited, silence, type Step } from "./support/scripted-send";
import { beginCooldown } from "./support/begin-cooldown";
import { rejectionOf, testClient, tokenId } from "./support/test-client";
import { VirtualClock } from "../../../support/lifecycle/virtual-clock";

const revoking = `Failed to revoke personal access token "${tokenId}" on us5.datadoghq.com: `;
const lookingUp = `Failed to look up personal access token "${tokenId}" on us5.datadoghq.com: `;

type Script = readonly Step[] | ((clock: VirtualClock) => readonly Step[]);

async function errorOf(
  verb: "revoke" | "find",
  script: Script,
  options: Partial<DatadogClientOptions> = {},
  time?: VirtualClock,
): Promise<unknown> {
  const { client, clock } = testClient(script, { site: "us5.datadoghq.com", random: () => 0.5, ...options });
  return rejectionOf((time ?? clock).run<unknown>(client[verb](tokenId)));
}

const again = "The token may still be valid: run again, which does no harm. ";

test("giving up on silence names both time limits", async () => {
  expect(await errorOf("revoke", (clock) => [silence(clock)], { retryDeadlineSeconds: 15 })).toMatchObject({
    name: "RetriesExhaustedError",
    message:
      `${revoking}gave up after trying DELETE 2 times in 15 s; the last result was no answer from api.us5.datadoghq.com within 4.5 s. ` +
      `${again}If it goes on, check the network and the proxy, or raise datadog:requestTimeoutSeconds (DD_REQUEST_TIMEOUT_SECONDS).`,
    attempts: 2,
  });
});

test("giving up on a limit that never says how long asks who else uses it up", async () => {
  expect(await errorOf("find", [429], { retryDeadlineSeconds: 1 })).toMatchObject({
    name: "RetriesExhaustedError",
    message:
      `${lookingUp}gave up after trying GET 2 times in 0.5 s; the last result was 429 Too Many Requests. ` +
      "Run again. If it goes on, find out what else uses up the organisation's rate limit.",
    status: 429,
  });
});

test("an observation gives up after trying once", async () => {
  const { client, clock } = testClient([503], { site: "us5.datadoghq.com" });
  expect(await rejectionOf(clock.run(client.find(tokenId, { retry: false })))).toMatchObject({
    message:
      `${lookingUp}gave up after trying GET once in 0 s; the last result was 503 Service Unavailable. ` +
      "Run again. If it goes on, see Datadog's status page.",
  });
});

test("a rate limit that outlasts the deadline says what Datadog asked for, and of which limit", async () => {
  expect(await errorOf("revoke", [rateLimited(400, "token_deletes")])).toMatchObject({
    name: "RateLimitError",
    message:
      `${revoking}Datadog asks to wait 400 s for its rate limit "token_deletes", and only 300 s are left: ` +
      '429 Too Many Requests ("Rate limit exceeded"). ' +
      "Run again after that, or raise datadog:retryDeadlineSeconds (DD_RETRY_DEADLINE_SECONDS).",
    status: 429,
    errors: ["Rate limit exceeded"],
    waitSeconds: 400,
    attempts: 1,
  });
});

test("a rate limit that another call met is said to be so", async () => {
  const clock = new VirtualClock();
  const scheduler = new RequestScheduler({ clock, concurrency: 16 });
  await beginCooldown(scheduler, "revoke", 400);
  const error = await errorOf("revoke", [204], { scheduler, clock });
  expect(error).toMatchObject({
    status: undefined,
    message:
      `${revoking}another call met Datadog's rate limit, all calls wait 400 s for it, and only 300 s are left. ` +
      "Run again after that, or raise datadog:retryDeadlineSeconds (DD_RETRY_DEADLINE_SECONDS).",
    attempts: 0,
  });
});

test("a call whose time does not run while it waits says how long it would have waited", async () => {
  const { client, clock } = testClient([rateLimited(301, "token_deletes")], { site: "us5.datadoghq.com" });
  const options = { deadlineSeconds: 300, deadlineIncludesQueueTime: false };
  expect(await rejectionOf(clock.run(client.revoke(tokenId, options)))).toMatchObject({
    name: "RateLimitError",
    message:
      `${revoking}Datadog asks to wait 301 s for its rate limit "token_deletes", and this one waits no longer than 300 s: ` +
      '429 Too Many Requests ("Rate limit exceeded"). ' +
      "Run again after that, or raise datadog:retryDeadlineSeconds (DD_RETRY_DEADLINE_SECONDS).",
  });
});

test("an observation that meets the limit says that it does not wait, and advises no longer deadline", async () => {
  const { client, clock } = testClient([rateLimited(2, "no name\u0000 at all")], {
    site: "us5.datadoghq.com",
  });
  expect(await rejectionOf(clock.run(client.find(tokenId, { retry: false })))).toMatchObject({
    message:
      `${lookingUp}Datadog asks to wait 2 s for its rate limit, and this request does not wait: ` +
      '429 Too Many Requests ("Rate limit exceeded"). Run again after that.',
  });
});

test("time that passed while the machine slept is none for another attempt, and the last result stands", async () => {
  const clock = new VirtualClock();
  const sleepyClock: Clock = {
    now: () => clock.now(),
    sleep: async (ms) => {
      await clock.sleep(ms);
      clock.advance(1_000_000);
    },
  };
  expect(await errorOf("find", [503, 404], { clock: sleepyClock }, clock)).toMatchObject({
    message: expect.stringContaining(
      "gave up after trying GET once in 1001 s; the last result was 503",
    ) as unknown,
  });
});

test("a deadline without time for even one attempt says so, and how to have more where that is a setting", async () => {
  const noTime = `${revoking}gave up before trying DELETE: no time was left. ${again}`;
  expect(await errorOf("revoke", [204], { retryDeadlineSeconds: 0 })).toMatchObject({
    message: `${noTime}Raise datadog:retryDeadlineSeconds (DD_RETRY_DEADLINE_SECONDS).`,
    attempts: 0,
  });
  const { client, clock } = testClient([204], { site: "us5.datadoghq.com" });
  expect(await rejectionOf(clock.run(client.revoke(tokenId, { deadlineSeconds: 0 })))).toMatchObject({
    message: noTime.trimEnd(),
    attempts: 0,
  });
});

test("a call whose time is no setting advises no longer deadline, however long the limit lasts", async () => {
  const { client, clock } = testClient([rateLimited(61)], { site: "us5.datadoghq.com" });
  const { message } = (await rejectionOf(clock.run(client.find(tokenId)))) as Error;
  expect(message).toContain("Datadog asks to wait 61 s for its rate limit, and only 60 s are left");
  expect(message).toMatch(/Run again after that\.$/);
});
