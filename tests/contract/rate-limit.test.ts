import { startSimulator } from "datadog-token-simulator";
import { officialClient, refusal, retryingClient } from "./official-client";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";

test("what is over the limit is a 429 that the client understands", async () => {
  const datadog = await startSimulator({
    tokens: [{ tokenId }],
    rateLimit: { limit: 1, periodSeconds: 3600 },
    // A time that stands: the hour must not end between two requests.
    now: () => Date.parse("2026-04-08T16:00:13.400Z"),
  });
  try {
    const api = officialClient(datadog.url);
    await api.getPersonalAccessToken({ tokenId });
    expect(await refusal(api.revokePersonalAccessToken({ tokenId }))).toMatchObject({
      code: 429,
      body: { errors: ["Rate limit of 1 requests in 3600 seconds reached. Please try again later."] },
    });
  } finally {
    await datadog.close();
  }
});

test("the client's own retry waits for the reset that it is told, and succeeds", async () => {
  const clock = { nowMs: Date.parse("2026-04-08T16:00:13.400Z") };
  const waits: number[] = [];
  const datadog = await startSimulator({
    tokens: [{ tokenId }],
    rateLimit: { limit: 1, periodSeconds: 60 },
    now: () => clock.nowMs,
  });
  try {
    const api = retryingClient(datadog.url, (durationMs) => {
      waits.push(durationMs);
      clock.nowMs += durationMs;
      return Promise.resolve();
    });
    await api.getPersonalAccessToken({ tokenId });
    await api.revokePersonalAccessToken({ tokenId });
    expect(waits).toEqual([47_000]);
    expect(datadog.ledger.entries().map(({ method, status }) => [method, status])).toEqual([
      ["GET", 200],
      ["DELETE", 429],
      ["DELETE", 204],
    ]);
  } finally {
    await datadog.close();
  }
});
