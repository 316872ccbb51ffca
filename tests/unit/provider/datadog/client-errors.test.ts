import { RequestScheduler } from "../../../../provider/datadog/rate-limit/request-scheduler";
import { Secret } from "../../../../provider/datadog/http/secret";
import type { AttemptResult } from "../../../../provider/datadog/http/attempt";
import type { Clock } from "../../../../provider/datadog/http/clock";
import type { Credentials } from "../../../../provider/datadog/http/credentials";
import type { DatadogClientOptions } from "../../../../provider/datadog/client-options";
import { rateLimited, refused, reset, silence, status, type Step } from "./support/scripted-send";
import { beginCooldown } from "./support/begin-cooldown";
import { rejectionOf, testClient, tokenId } from "./support/test-client";
import { VirtualClock } from "../../../support/lifecycle/virtual-clock";

const revoking = `Failed to revoke personal access token "${tokenId}" on us5.datadoghq.com: `;
const lookingUp = `Failed to look up personal access token "${tokenId}" on us5.datadoghq.com: `;

const bearer: Credentials = {
  kind: "bearer",
  token: new Secret("a-bearer-token-of-mine"),
  source: "stack configuration",
  name: "datadog:bearerToken",
};

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

test("a 401 names the credentials and where they came from", async () => {
  expect(await errorOf("revoke", [status(401, { errors: ["Unauthorized"] })])).toMatchObject({
    name: "CredentialRejectedError",
    message:
      `${revoking}401 Unauthorized ("Unauthorized"). Datadog does not accept DD_API_KEY and DD_APP_KEY (from the environment): ` +
      "check that what is set there is complete, not revoked, and of an organisation on us5.datadoghq.com.",
    status: 401,
    errors: ["Unauthorized"],
    tokenId,
    site: "us5.datadoghq.com",
    attempts: 1,
  });
});

test("a 403 names the token, the site and the permissions of which one is needed", async () => {
  expect(
    await errorOf("find", [status(403, { errors: ["Forbidden", "No"] })], { credentials: bearer }),
  ).toMatchObject({
    name: "PermissionDeniedError",
    message:
      `${lookingUp}403 Forbidden ("Forbidden", "No"). datadog:bearerToken (from the stack configuration) must have one of the ` +
      "permissions user_app_keys (for the tokens of its own user) and org_app_keys_write (for everybody's), and be of the " +
      "organisation on us5.datadoghq.com that the token belongs to.",
    status: 403,
    errors: ["Forbidden", "No"],
  });
});

const again = "The token may still be valid: run again, which does no harm. ";

const exhausted: [string, Step[], string][] = [
  [
    "a server in trouble",
    [status(503, { errors: ["Try later"] })],
    `503 Service Unavailable ("Try later"). ${again}If it goes on, see Datadog's status page.`,
  ],
  [
    "a broken connection",
    [reset],
    `a broken connection to api.us5.datadoghq.com (ECONNRESET). ${again}If it goes on, check the network, ` +
      "the proxy (HTTPS_PROXY, NO_PROXY) and datadog:apiUrl (DD_API_URL).",
  ],
  [
    "no connection",
    [refused],
    `no connection to api.us5.datadoghq.com (ECONNREFUSED). ${again}If it goes on, check the network, ` +
      "the proxy (HTTPS_PROXY, NO_PROXY) and datadog:apiUrl (DD_API_URL).",
  ],
  [
    "a proxy that can't connect",
    [{ kind: "proxyRefusal", status: 502 }],
    `a proxy's refusal to connect to api.us5.datadoghq.com: 502 Bad Gateway. ${again}Check HTTPS_PROXY and NO_PROXY, ` +
      "and what the proxy allows.",
  ],
];

test.each(exhausted)(
  "giving up on %s says what was tried, how often, for how long, and the last result",
  async (_name, script, end) => {
    expect(await errorOf("revoke", script)).toMatchObject({
      name: "RetriesExhaustedError",
      message: `${revoking}gave up after trying DELETE 8 times in 46 s; the last result was ${end}`,
      attempts: 8,
    });
  },
);

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

test("an observation that meets the limit says that it does not wait", async () => {
  const { client, clock } = testClient([rateLimited(2, "no name\u0000 at all")], {
    site: "us5.datadoghq.com",
  });
  expect(await rejectionOf(clock.run(client.find(tokenId, { retry: false })))).toMatchObject({
    message:
      `${lookingUp}Datadog asks to wait 2 s for its rate limit, and this request does not wait: ` +
      '429 Too Many Requests ("Rate limit exceeded"). ' +
      "Run again after that, or raise datadog:retryDeadlineSeconds (DD_RETRY_DEADLINE_SECONDS).",
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

test("a deadline without time for even one attempt says so", async () => {
  const { client, clock } = testClient([204], { site: "us5.datadoghq.com" });
  expect(await rejectionOf(clock.run(client.revoke(tokenId, { deadlineSeconds: 0 })))).toMatchObject({
    message:
      `${revoking}gave up before trying DELETE: no time was left. ` +
      `${again}Raise datadog:retryDeadlineSeconds (DD_RETRY_DEADLINE_SECONDS).`,
    attempts: 0,
  });
});

const unconnected: [string, AttemptResult, string][] = [
  [
    "an untrusted certificate",
    { kind: "untrustedServer", code: "SELF_SIGNED_CERT_IN_CHAIN" },
    "a certificate or TLS version of api.us5.datadoghq.com that is not trusted here (SELF_SIGNED_CERT_IN_CHAIN). " +
      "If a proxy of yours signs it, set NODE_EXTRA_CA_CERTS to the file with that authority's certificate.",
  ],
  [
    "a proxy's refusal",
    { kind: "proxyRefusal", status: 407 },
    "a proxy's refusal to connect to api.us5.datadoghq.com: 407 Proxy Authentication Required. " +
      "Check HTTPS_PROXY and NO_PROXY, and what the proxy allows.",
  ],
  [
    "an unknown failure",
    { kind: "failed", code: "ERR_INVALID_URL" },
    "a failure of the request itself (ERR_INVALID_URL). If running again does not help, report it with this text.",
  ],
];

test.each(unconnected)("%s is reported at once, with what to do about it", async (_name, result, end) => {
  const error = await errorOf("revoke", [result]);
  expect(error).toMatchObject({
    name: "ConnectionRefusedError",
    message: revoking + end,
    attempts: 1,
    errors: [],
    status: undefined,
  });
});
