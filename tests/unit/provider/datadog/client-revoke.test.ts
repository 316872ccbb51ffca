import { Secret } from "../../../../provider/datadog/http/secret";
import packageJson from "../../../../package.json";
import { refused, reset, silence, status, type Step } from "./support/scripted-send";
import { rejectionOf, testClient, tokenId } from "./support/test-client";

test("a revocation is one DELETE of the token's path, with the keys, and is confirmed by 204", async () => {
  const { client, network, clock } = testClient([204]);
  await expect(clock.run(client.revoke(tokenId))).resolves.toEqual({
    outcome: "deleted",
    attempts: 1,
    lostAttempts: 0,
  });
  expect(network.requests).toEqual([
    {
      method: "DELETE",
      url: `https://api.datadoghq.com/api/v2/personal_access_tokens/${tokenId}`,
      headers: {
        Accept: "application/json",
        "User-Agent": `pulumi-datadog-token-revocation/${packageJson.version}`,
        "X-Datadog-Managed-By": "iac",
        "DD-API-KEY": "the-api-key-0123456789",
        "DD-APPLICATION-KEY": "the-app-key-0123456789",
      },
      timeoutMs: 10_000,
    },
  ]);
});

test("a bearer token needs no keys beside it", async () => {
  const token = new Secret("a-bearer-token");
  const { client, network, clock } = testClient([204], {
    credentials: { kind: "bearer", token, source: "environment", name: "DD_BEARER_TOKEN" },
  });
  await clock.run(client.revoke(tokenId));
  expect(Object.keys(network.requests[0]?.headers ?? {})).toEqual([
    "Accept",
    "User-Agent",
    "X-Datadog-Managed-By",
    "Authorization",
  ]);
});

test.each([
  ["the site's own", undefined, "https://api.us3.datadoghq.com/api/v2/"],
  ["the one that overrides it", "http://127.0.0.1:8126/", "http://127.0.0.1:8126/api/v2/"],
  [
    "one with a path prefix",
    "https://proxy.example.org/datadog/",
    "https://proxy.example.org/datadog/api/v2/",
  ],
])("the address is %s", async (_name, apiUrl, expected) => {
  const { client, network, clock } = testClient([204], {
    site: "us3.datadoghq.com",
    ...(apiUrl && { apiUrl }),
  });
  await clock.run(client.revoke(tokenId));
  expect(network.requests[0]?.url).toBe(`${expected}personal_access_tokens/${tokenId}`);
});

test("a 404 of Datadog's means that the token is not there", async () => {
  const { client, clock } = testClient([status(404, { errors: ["Personal access token not found"] })]);
  await expect(clock.run(client.revoke(tokenId))).resolves.toEqual({
    outcome: "notFound",
    attempts: 1,
    lostAttempts: 0,
  });
});

const inItsWords = (code: number) => status(code, { errors: ["Service unavailable"] });
const page = (code: number) =>
  ({ kind: "response", status: code, headers: {}, body: "<html>Bad gateway</html>" }) as const;
const lostOnes: [string, Step[], number][] = [
  ["a 503 in Datadog's words", [inItsWords(503), 404], 1],
  ["a 408 in Datadog's words", [inItsWords(408), 404], 1],
  ["a 503 without them, which is a gateway's and none", [503, 404], 0],
  ["a 502 that is a page, which is none", [page(502), 404], 0],
  ["a 504 that is empty, which is none", [{ ...page(504), body: "" }, 404], 0],
  ["a broken connection", [reset, 404], 1],
  ["two of them, and a gateway's between", [reset, page(502), inItsWords(500), 404], 2],
  ["a connection that never came about, which is none", [refused, 404], 0],
  ["a rate limit, which is none", [429, 404], 0],
  ["a proxy that can't connect, which is none", [{ kind: "proxyRefusal", status: 503 }, 404], 0],
];

test.each(lostOnes)(
  "the result says how many attempts before it may have been the reason: %s",
  async (_name, script, lostAttempts) => {
    const { client, clock } = testClient(script);
    await expect(clock.run(client.revoke(tokenId))).resolves.toEqual({
      outcome: "notFound",
      attempts: script.length,
      lostAttempts,
    });
  },
);

test("a time-out is a lost response, too", async () => {
  const { client, clock } = testClient((time) => [silence(time), 204]);
  await expect(clock.run(client.revoke(tokenId))).resolves.toEqual({
    outcome: "deleted",
    attempts: 2,
    lostAttempts: 1,
  });
});

test("an id in capitals asks for the path in lower case", async () => {
  const { client, network, clock } = testClient([204]);
  await clock.run(client.revoke(tokenId.toUpperCase()));
  expect(network.requests[0]?.url).toMatch(new RegExp(`/${tokenId}$`));
});

test.each(["", "..", "../api_keys", `${tokenId}/`, "ddpat_1dm1op4lL89nV8pt94Tdk8_secret"])(
  "%j is no id and is never made part of a path",
  async (text) => {
    const { client, network } = testClient([204]);
    const error = new RangeError("A token's id must be a UUID; nothing was sent.");
    expect(await rejectionOf(client.revoke(text))).toEqual(error);
    expect(await rejectionOf(client.find(text))).toEqual(error);
    expect(network.requests).toEqual([]);
  },
);

test("an address that is not acceptable is refused when the client is made, and not echoed", () => {
  expect(() => testClient([204], { apiUrl: "https://user:pass@example.org" })).toThrow(
    new RangeError(
      "apiUrl: it holds a user name or password, which a URL is no place for; set it without them.",
    ),
  );
});
