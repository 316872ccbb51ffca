import { startSimulator, type Simulator, type SimulatorOptions } from "datadog-token-simulator";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const path = `/api/v2/personal_access_tokens/${tokenId}`;
const bearer = { authorization: "Bearer T" };

let datadog: Simulator;
afterEach(() => datadog.close());

async function start(options: SimulatorOptions = {}): Promise<void> {
  datadog = await startSimulator({ tokens: [{ tokenId }], ...options });
}

async function send(
  method: string,
  options: { path?: string; headers?: Record<string, string>; body?: string } = {},
) {
  const { headers = bearer, body } = options;
  const response = await fetch(datadog.url + (options.path ?? path), {
    method,
    headers,
    redirect: "manual",
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const statuses = async (...methods: readonly string[]) => {
  const seen: number[] = [];
  for (const method of methods) {
    seen.push((await send(method)).status);
  }
  return seen;
};

test("it listens on loopback, on a port of its own", async () => {
  await start();
  expect(datadog.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test("a revoked token is gone, and a second DELETE answers 204 as was recorded", async () => {
  await start();
  expect(await statuses("GET", "DELETE", "GET", "DELETE")).toEqual([200, 204, 404, 204]);
  expect(datadog.tokens.isAlive(tokenId)).toBe(false);
});

test("a second DELETE can be made to answer 404", async () => {
  await start({ secondRevocation: 404 });
  expect(await statuses("DELETE", "DELETE")).toEqual([204, 404]);
});

test("a token revived is there again", async () => {
  await start();
  await send("DELETE");
  datadog.tokens.revive(tokenId);
  expect(await statuses("GET", "DELETE", "GET")).toEqual([200, 204, 404]);
});

test("an answer has Datadog's content type, a 204 neither type nor body", async () => {
  await start();
  expect((await send("GET")).headers.get("content-type")).toBe("application/vnd.api+json");
  const revoked = await send("DELETE");
  expect(revoked.headers.get("content-type")).toBeNull();
  expect(revoked.text).toBe("");
  const gone = await send("GET");
  expect(gone.headers.get("content-type")).toBe("application/vnd.api+json");
  expect(gone.text).toBe('{"errors":["Personal access token not found"]}');
});

test.each([
  ["no credentials", {}, 401, '{"errors":["Unauthorized"]}'],
  ["half a key pair", { "dd-api-key": "K" }, 401, '{"errors":["Unauthorized"]}'],
  ["a wrong bearer token", { authorization: "Bearer X" }, 401, '{"errors":["Unauthorized"]}'],
  ["wrong keys", { "dd-api-key": "K", "dd-application-key": "X" }, 403, '{"errors":["Forbidden"]}'],
])("with %s nothing is done", async (_what, headers, status, text) => {
  await start({ credentials: { apiKey: "K", appKey: "A", bearerToken: "T" } });
  expect(await send("DELETE", { headers })).toMatchObject({ status, text });
  expect(datadog.tokens.isAlive(tokenId)).toBe(true);
});

test("a service token's id is unknown here, to DELETE as to GET", async () => {
  await start({ tokens: [{ tokenId, type: "service_access_tokens" }] });
  expect(await statuses("GET", "DELETE", "PATCH")).toEqual([404, 404, 404]);
  expect(datadog.tokens.isAlive(tokenId)).toBe(true);
});

test.each([
  ["PUT", path, 404],
  ["GET", "/api/v1/validate", 404],
  ["DELETE", "/api/v2/personal_access_tokens", 404],
  ["GET", `/api/v2/personal_access_tokens/${"x".repeat(500)}`, 414],
  ["GET", "/api/v2/personal_access_tokens/%zz", 400],
  ["POST", "/api/v2/personal_access_tokens", 400],
])("%s %s is answered with %d and an error body", async (method, address, status) => {
  await start();
  const answer = await send(method, { path: address });
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.text)).toEqual({ errors: [expect.any(String)] });
  expect(datadog.ledger.count({ method, status })).toBe(1);
});

test("a body that is too large is refused and noted", async () => {
  await start();
  const body = "x".repeat(2 * 1024 * 1024);
  expect(await send("POST", { path: "/api/v2/personal_access_tokens", body })).toMatchObject({ status: 413 });
  expect(datadog.ledger.count({ status: 413 })).toBe(1);
});

test("the rate limit answers as Datadog does, and no one gets round it", async () => {
  await start({ rateLimit: { limit: 2, periodSeconds: 60 }, now: () => Date.parse("2026-04-08T16:00:10Z") });
  expect(await statuses("GET", "GET")).toEqual([200, 200]);
  const refused = await send("DELETE");
  expect(refused.status).toBe(429);
  expect(refused.text).toBe(
    '{"errors":["Rate limit of 2 requests in 60 seconds reached. Please try again later."]}',
  );
  expect(Object.fromEntries(refused.headers)).toMatchObject({
    "x-ratelimit-limit": "2",
    "x-ratelimit-period": "60",
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": "50",
    "x-ratelimit-name": "personal_access_tokens",
  });
  expect(datadog.tokens.isAlive(tokenId)).toBe(true);
});

test("who is not let in does not use up the limit", async () => {
  await start({ rateLimit: { limit: 1, periodSeconds: 60 }, now: () => Date.parse("2026-04-08T16:00:10Z") });
  const stranger = await send("GET", { headers: {} });
  expect(stranger.status).toBe(401);
  expect(stranger.headers.get("x-ratelimit-remaining")).toBe("1");
  expect(await statuses("GET", "GET")).toEqual([200, 429]);
});

test("the ledger knows every request, and no header's value but the user agent's", async () => {
  await start({ now: () => 1000 });
  await send("GET", { headers: { ...bearer, "user-agent": "client/1.0" } });
  expect(datadog.ledger.entries()).toEqual([
    {
      method: "GET",
      path,
      tokenId,
      status: 200,
      at: 1000,
      userAgent: "client/1.0",
      credential: "bearer",
    },
  ]);
  expect(datadog.ledger.violations()).toEqual([]);
});

test("each request is told once its outcome is settled", async () => {
  const told: (number | undefined)[] = [];
  await start({ onRequest: ({ status }) => told.push(status) });
  await statuses("GET", "DELETE", "GET");
  expect(told).toEqual([200, 204, 404]);
});

test("latency is waited before anything happens", async () => {
  const waited: { durationMs: number; alive: boolean }[] = [];
  await start({
    latencyMs: 50,
    sleep: (durationMs) => {
      waited.push({ durationMs, alive: datadog.tokens.isAlive(tokenId) });
      return Promise.resolve();
    },
  });
  datadog.faults.latency({ method: "DELETE" }, 200);
  expect(await statuses("DELETE", "GET")).toEqual([204, 404]);
  expect(waited).toEqual([
    { durationMs: 250, alive: true },
    { durationMs: 50, alive: false },
  ]);
});

test("a port that is taken is an error", async () => {
  await start();
  await expect(startSimulator({ port: Number(new URL(datadog.url).port) })).rejects.toHaveProperty(
    "code",
    "EADDRINUSE",
  );
});

test("half a key pair can't be what is accepted", async () => {
  await start();
  await expect(startSimulator({ credentials: { apiKey: "K" } })).rejects.toThrow(
    new Error("A key pair is an API key and an application key: give both or neither."),
  );
});

test("closing twice is fine, and afterwards nobody listens", async () => {
  await start();
  await datadog.close();
  await datadog.close();
  await expect(send("GET")).rejects.toThrow();
});
