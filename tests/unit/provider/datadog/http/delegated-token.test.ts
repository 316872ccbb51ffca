import type { AttemptRequest, AttemptResult } from "../../../../../provider/datadog/http/attempt";
import { secretsOf, type Credentials } from "../../../../../provider/datadog/http/credentials";
import { DelegatedToken } from "../../../../../provider/datadog/http/delegated-token";
import { Secret } from "../../../../../provider/datadog/http/secret";
import { refused, status } from "../support/scripted-send";
import { rejectionOf, testClient, tokenId } from "../support/test-client";

const requestUrl = "https://github.example/token?api-version=2.0";

function delegated(audience?: string): Credentials {
  const token = new Secret("github-request-token");
  return {
    kind: "delegated",
    token: new DelegatedToken({ url: requestUrl, token, ...(audience !== undefined && { audience }) }),
    source: "environment",
    name: "DD_DELEGATED_TOKEN",
  };
}

const ok = (body: unknown): AttemptResult => ({
  kind: "response",
  status: 200,
  headers: {},
  body: JSON.stringify(body),
});
const proof = ok({ value: "header.claims.signature" });
/** The answer to an exchange; Datadog may leave out when the token ends. */
const access = (text: string, expires?: string) =>
  ok({ data: { attributes: { access_token: text, ...(expires !== undefined && { expires }) } } });

const shownBy = ({ method, url, headers }: AttemptRequest) =>
  `${method} ${new URL(url).pathname} ${headers["Authorization"] ?? ""}`;

test("the job's proof is exchanged for a token, which all requests carry until a minute before its end", async () => {
  const { client, network, clock } = testClient(
    (time) => [
      proof,
      access("first", String(time.now() / 1000 + 900)),
      204,
      204,
      proof,
      access("second"),
      204,
      204,
      proof,
      access("third"),
      204,
    ],
    { credentials: delegated() },
  );
  await clock.run(client.revoke(tokenId));
  clock.advance(839_000);
  await clock.run(client.revoke(tokenId));
  clock.advance(1_000);
  await clock.run(client.revoke(tokenId));
  // Where its end is not told, it lives for 15 minutes.
  clock.advance(839_000);
  await clock.run(client.revoke(tokenId));
  clock.advance(1_000);
  await clock.run(client.revoke(tokenId));
  const proving = "GET /token Bearer github-request-token";
  const exchange = "POST /api/v2/delegated-token Delegated header.claims.signature";
  const revoking = (token: string) => `DELETE /api/v2/personal_access_tokens/${tokenId} Bearer ${token}`;
  expect(network.requests.map(shownBy)).toEqual([
    proving,
    exchange,
    revoking("first"),
    revoking("first"),
    proving,
    exchange,
    revoking("second"),
    revoking("second"),
    proving,
    exchange,
    revoking("third"),
  ]);
});

test("requests that begin at once wait for one exchange", async () => {
  const { client, network, clock } = testClient([proof, access("token"), 204], { credentials: delegated() });
  await clock.run(Promise.all([client.revoke(tokenId), client.revoke(tokenId), client.revoke(tokenId)]));
  expect(network.requests.map(({ method }) => method)).toEqual(["GET", "POST", "DELETE", "DELETE", "DELETE"]);
});

test("the proof is asked for with the audience that is set", async () => {
  const { client, network, clock } = testClient([proof, access("token"), 204], {
    credentials: delegated("https://api.datadoghq.com/"),
  });
  await clock.run(client.revoke(tokenId));
  expect(network.requests[0]?.url).toBe(`${requestUrl}&audience=https%3A%2F%2Fapi.datadoghq.com%2F`);
});

test("a renewal that fails leaves a token in use as long as it lives", async () => {
  const { client, network, clock } = testClient([proof, access("token"), 204, status(403), 204], {
    credentials: delegated(),
  });
  await clock.run(client.revoke(tokenId));
  clock.advance(870_000);
  await clock.run(client.revoke(tokenId));
  expect(network.requests.map(({ method }) => method)).toEqual(["GET", "POST", "DELETE", "GET", "DELETE"]);
});

test.each<[string, AttemptResult[], string]>([
  [
    "GitHub's refusal",
    [status(403)],
    "no access token for this job's identity (DD_DELEGATED_TOKEN), since the request to GitHub for one brought 403 Forbidden",
  ],
  [
    "Datadog's refusal",
    [proof, status(401)],
    "since the request to Datadog for one brought 401 Unauthorized",
  ],
])(
  "%s is an error that says what to check, and nothing was asked of the token",
  async (_what, script, says) => {
    const { client, network, clock } = testClient(script, { credentials: delegated() });
    const error = await rejectionOf(clock.run(client.revoke(tokenId)));
    expect(String(error)).toContain(says);
    expect(String(error)).not.toMatch(/header\.claims|github-request-token/);
    expect(network.requests.filter(({ method }) => method === "DELETE")).toEqual([]);
  },
);

test("an exchange that fails in passing is tried again, and is no lost revocation", async () => {
  const { client, clock } = testClient([proof, status(503), proof, refused, proof, access("token"), 404], {
    credentials: delegated(),
  });
  await expect(clock.run(client.revoke(tokenId))).resolves.toEqual({
    outcome: "notFound",
    attempts: 3,
    lostAttempts: 0,
  });
});

test("what was asked for with it is among the secrets that no message holds", async () => {
  const credentials = delegated();
  const { client, clock } = testClient([proof, access("the-access-token"), 204], { credentials });
  await clock.run(client.revoke(tokenId));
  expect(secretsOf(credentials).map((secret) => secret.reveal())).toEqual([
    "github-request-token",
    "the-access-token",
  ]);
});

test("a request that is interrupted waits no longer for the exchange, and ends it for no other", async () => {
  const { token } = delegated() as Extract<Credentials, { kind: "delegated" }>;
  let answer = (_: AttemptResult): void => undefined;
  const send = ({ method }: AttemptRequest) =>
    method === "GET"
      ? new Promise<AttemptResult>((resolve) => (answer = resolve))
      : Promise.resolve(access("token"));
  const means = { send, apiUrl: "https://api.datadoghq.com", now: () => 0, timeoutMs: 1000 };
  const interruption = new AbortController();
  const interrupted = token.current({ ...means, interruption: interruption.signal });
  const patient = token.current(means);
  interruption.abort(new Error("Pulumi was interrupted"));
  await expect(interrupted).resolves.toMatchObject({ kind: "interrupted", wasSent: false });
  answer(proof);
  expect(await patient).toBeInstanceOf(Secret);
});
