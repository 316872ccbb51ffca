import type { Identity } from "../../../../provider/datadog";
import { identified } from "./support/identified";
import { accepted, bearer, currentUser, ok, organization, validation } from "./support/identity-answers";
import { rateLimited, reset, silence, status, type Step } from "./support/scripted-send";
import { testClient } from "./support/test-client";

const own = "/api/v2/current_user";
const key = "/api/v2/validate";
const any = "/api/v2/validate_keys";
const placed: Identity = { kind: "placed", organization };
const user: Identity = { kind: "placed", organization, user: "a-user" };

const withKeys: [string, Step[], Identity | Identity["kind"], string[]][] = [
  ["a user of an organisation", [currentUser()], user, [own]],
  ["a user in capitals", [currentUser({ id: organization.toUpperCase(), type: "orgs" })], user, [own]],
  ["no right to see the user, but a key", [403, validation()], placed, [own, key]],
  ["credentials that the first refuses", [401, validation()], placed, [own, key]],
  ["an endpoint that is not there", [404, validation()], placed, [own, key]],
  ["a user without organisation", [currentUser(null), validation()], placed, [own, key]],
  ["a preview that is not there", [403, 404, accepted], { kind: "valid" }, [own, key, any]],
  [
    "a key that is not valid, of which the last decides",
    [403, validation("x", false), 403],
    "refused",
    [own, key, any],
  ],
  [
    "a key without a word of valid",
    [403, validation("x", null), accepted],
    { kind: "valid" },
    [own, key, any],
  ],
  ["three refusals", [401, 401, 401], "refused", [own, key, any]],
  ["three refusals of what is asked for", [403, 403, 403], "refused", [own, key, any]],
  ["an API that has none of them", [404, 404, 404], "unknown", [own, key, any]],
  ["a page for a user", [ok("<html>Welcome</html>")], "unknown", [own]],
  ["a page for a key", [403, ok("")], "unknown", [own, key]],
  ["another word than ok", [403, 403, ok({ status: "error" })], "unknown", [own, key, any]],
];

test.each(withKeys)("a pair of keys: %s", async (_name, script, expected, paths) => {
  const { identity, asked } = await identified(script);
  expect(typeof expected === "string" ? identity.kind : identity).toEqual(expected);
  expect(asked).toEqual(paths);
});

const withBearer: [string, Step[], Identity | Identity["kind"], string[]][] = [
  ["a user of an organisation", [currentUser()], user, [own]],
  ["no right to see the user", [403, accepted], { kind: "valid" }, [own, any]],
  ["a user without organisation", [currentUser(null), accepted], { kind: "valid" }, [own, any]],
  ["two refusals", [401, 401], "refused", [own, any]],
];

test.each(withBearer)("a bearer token: %s", async (_name, script, expected, paths) => {
  const { identity, asked } = await identified(script, { credentials: bearer });
  expect(typeof expected === "string" ? identity.kind : identity).toEqual(expected);
  expect(asked).toEqual(paths);
});

test.each([
  ["empty", ""],
  ["white space", "   "],
  ["of two words", "an organisation"],
  ["of 101 characters", "a".repeat(101)],
  ["with a control character", "org\u0000"],
  ["with an invisible character", "org\u202e"],
  ["a number", 7],
  ["the API key itself", "the-api-key-0123456789"],
  ["a token's text", `ddpat_1dm1op4lL89nV8pt94Tdk8_${"s".repeat(36)}`],
])("an organisation's id that is %s is none", async (_name, id) => {
  const { identity } = await identified([currentUser({ id, type: "orgs" }), validation(id), accepted]);
  expect(identity).toEqual({ kind: "valid" });
});

test("an organisation's id need not be a UUID, and then keeps its letters", async () => {
  const { identity } = await identified([currentUser({ id: "Org-7", type: "orgs" })]);
  expect(identity).toEqual({ kind: "placed", organization: "Org-7", user: "a-user" });
});

test("what is no organisation is none", async () => {
  const { identity } = await identified([currentUser({ id: organization, type: "users" }), 404, accepted]);
  expect(identity).toEqual({ kind: "valid" });
});

test("each probe is one GET, the second with the API key alone", async () => {
  const { client, network, clock } = testClient([403, 403, accepted]);
  await clock.run(client.identify());
  const names = ["Accept", "User-Agent", "X-Datadog-Managed-By", "DD-API-KEY"];
  expect(network.requests.map(({ method }) => method)).toEqual(["GET", "GET", "GET"]);
  expect(network.requests.map(({ headers }) => Object.keys(headers))).toEqual([
    [...names, "DD-APPLICATION-KEY"],
    names,
    [...names, "DD-APPLICATION-KEY"],
  ]);
});

const failed =
  "Failed to find out the organisation of DD_API_KEY and DD_APP_KEY (from the environment) on datadoghq.com: ";
const gateway =
  "Check that Datadog's API answers, and no proxy or gateway in its place (datadog:apiUrl, DD_API_URL, HTTPS_PROXY).";
const forbidden = status(403, { errors: ["Forbidden"] });
const current = "GET /api/v2/current_user";

const problems: [string, Step[], string][] = [
  [
    "a refusal",
    [forbidden],
    'GET /api/v2/validate_keys brought 403 Forbidden ("Forbidden"). Check that what is set there is complete, not revoked, ' +
      "and of an organisation on datadoghq.com.",
  ],
  [
    "a server in trouble",
    [status(503, { errors: ["Try later"] })],
    `${current} brought 503 Service Unavailable ("Try later"). If it goes on, see Datadog's status page.`,
  ],
  [
    "the rate limit",
    [rateLimited(7)],
    `${current} brought 429 Too Many Requests ("Rate limit exceeded"). If it goes on, find out what else uses up the organisation's rate limit.`,
  ],
  [
    "a rate limit without a word of how long",
    [429],
    `${current} brought 429 Too Many Requests. If it goes on, find out what else uses up the organisation's rate limit.`,
  ],
  ["a page", [ok("<html>")], `${current} brought 200 OK with a body that is not Datadog's. ${gateway}`],
  ["another success", [204], `${current} brought 204 No Content. ${gateway}`],
  ["a wrong path", [404], `GET /api/v2/validate_keys brought 404 Not Found ("Not found"). ${gateway}`],
  [
    "a broken connection",
    [reset],
    `${current} brought a broken connection to api.datadoghq.com (ECONNRESET). If it goes on, check the network, the proxy ` +
      "(HTTPS_PROXY, NO_PROXY) and datadog:apiUrl (DD_API_URL).",
  ],
  [
    "a proxy's refusal",
    [{ kind: "proxyRefusal", status: 403 }],
    `${current} brought a proxy's refusal to connect to api.datadoghq.com: 403 Forbidden. Check HTTPS_PROXY and NO_PROXY, and ` +
      "what the proxy allows.",
  ],
];

test.each(problems)(
  "the problem with %s says what was asked, what came, and what to do",
  async (_n, script, end) => {
    const { identity } = await identified(script);
    expect("problem" in identity && identity.problem).toBe(failed + end);
  },
);

test("all probes together take 3 s, or what they are given", async () => {
  const { client, network, clock } = testClient((time) => [
    () => {
      time.advance(2000);
      return forbidden;
    },
    silence(time),
  ]);
  const problem = `${failed}GET /api/v2/validate brought no answer from api.datadoghq.com within 1 s. If it goes on, check the network and the proxy.`;
  await expect(clock.run(client.identify())).resolves.toEqual({
    kind: "unknown",
    problem,
    isTransient: true,
  });
  expect(network.requests.map(({ timeoutMs }) => timeoutMs)).toEqual([3000, 1000]);
  await clock.run(client.identify({ deadlineSeconds: 0.5 }));
  expect(network.requests.at(-1)?.timeoutMs).toBe(500);
});

test("no time is no request", async () => {
  const { client, network, clock } = testClient([accepted]);
  const problem = `${failed}no time was left for ${current}. Run again.`;
  await expect(clock.run(client.identify({ deadlineSeconds: 0 }))).resolves.toEqual({
    kind: "unknown",
    problem,
    isTransient: true,
  });
  expect(network.requests).toEqual([]);
});

test("asked about a pair as a whole, its API key is never asked about alone", async () => {
  const { client, network, clock } = testClient([401, 403]);
  await expect(clock.run(client.identify({ asWhole: true }))).resolves.toMatchObject({ kind: "refused" });
  expect(network.requests.map(({ url }) => new URL(url).pathname)).toEqual([own, any]);
});
