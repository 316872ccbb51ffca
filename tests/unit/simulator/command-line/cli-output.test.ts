import {
  startSimulator,
  type LedgerEntry,
  type Simulator,
  type SimulatorOptions,
} from "datadog-token-simulator";
import {
  describeRequest,
  describeStart,
  describeStop,
  listenError,
} from "../../../../simulator/command-line/cli-output";

const entry: LedgerEntry = {
  method: "GET",
  path: "/api/v2/personal_access_tokens",
  at: Date.parse("2026-04-08T16:46:16.769Z"),
  userAgent: "client/1.0",
  credential: "bearer",
};

test.each<[Partial<LedgerEntry>, string]>([
  [{ status: 200 }, "16:46:16.769 GET    /api/v2/personal_access_tokens 200"],
  [
    { method: "DELETE", status: 429, fault: "answer" },
    "16:46:16.769 DELETE /api/v2/personal_access_tokens 429",
  ],
  [{ fault: "reset" }, "16:46:16.769 GET    /api/v2/personal_access_tokens connection reset"],
  [{ fault: "loseAnswer" }, "16:46:16.769 GET    /api/v2/personal_access_tokens answer lost"],
  [{ fault: "hang" }, "16:46:16.769 GET    /api/v2/personal_access_tokens no answer"],
])("a request with %j is one line", (outcome, line) => {
  expect(describeRequest({ ...entry, ...outcome })).toBe(line);
});

async function withSimulator(options: SimulatorOptions, use: (datadog: Simulator) => void | Promise<void>) {
  const datadog = await startSimulator(options);
  try {
    await use(datadog);
  } finally {
    await datadog.close();
  }
}

test.each<[SimulatorOptions, string]>([
  [{}, "0 tokens · no rate limit · any credentials"],
  [
    { tokens: [{}, { revoked: true }], rateLimit: { limit: 60, periodSeconds: 10 } },
    "2 tokens, 1 of them revoked · 60 requests in 10 s · any credentials",
  ],
  [{ tokens: 1, credentials: { bearerToken: "T" } }, "1 token · no rate limit · only the bearer token"],
  [
    { credentials: { apiKey: "K", appKey: "A", bearerToken: "T" } },
    "0 tokens · no rate limit · only the key pair or the bearer token",
  ],
  [
    { credentials: [{ bearerToken: "T" }, { bearerToken: "U" }] },
    "0 tokens · no rate limit · only the bearer token",
  ],
  [
    { permissions: { read: "none", revoke: "own", currentUser: false } },
    "0 tokens · no rate limit · any credentials · may not read · may revoke own tokens only · may not ask for the current user",
  ],
])("a start with %j is one line, without the credentials", async (options, line) => {
  await withSimulator(options, (datadog) => {
    expect(describeStart(datadog, options)).toBe(line);
  });
});

test("the last line counts what happened", async () => {
  await withSimulator({ tokens: 2 }, async (datadog) => {
    expect(describeStop(datadog)).toBe("stopped · 0 requests, 0 of them DELETE · 2 tokens alive");
    const [token] = datadog.tokens.list();
    const url = `${datadog.url}/api/v2/personal_access_tokens/${token?.tokenId ?? ""}`;
    await fetch(url, { method: "DELETE", headers: { authorization: "Bearer T" } });
    await fetch(url, { method: "GET" });
    await fetch(datadog.url);
    expect(describeStop(datadog)).toBe(
      "stopped · 3 requests, 1 of them DELETE · 1 token alive · no credentials: 2 · unknown endpoint: 1",
    );
  });
});

test.each([
  [
    "EADDRINUSE",
    "Port 4010 on 127.0.0.1 is taken: choose another with --port, or leave it out for any free one.",
  ],
  ["EACCES", "Port 4010 needs privileges: choose one above 1023 with --port."],
  ["EWHATEVER", "listen failed"],
])("a start that fails with %s says what to do", (code, message) => {
  expect(listenError(Object.assign(new Error("listen failed"), { code }), 4010).message).toBe(message);
});
