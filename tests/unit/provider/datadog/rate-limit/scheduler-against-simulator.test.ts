import { startSimulator } from "datadog-token-simulator";
import { createDatadogClient, PacingGate } from "../../../../../provider/datadog";
import { keys } from "../support/test-client";

test("sixty revocations under a limit of twenty in two seconds meet no 429, and each token is asked for once", async () => {
  const simulator = await startSimulator({
    tokens: 60,
    rateLimit: { limit: 20, periodSeconds: 2 },
    latencyMs: 20,
  });
  try {
    const gate = new PacingGate({ concurrency: 8 });
    const { site, credentials } = { site: "datadoghq.com", credentials: keys } as const;
    const client = createDatadogClient({ site, credentials, apiUrl: simulator.url, gate });
    const ids = simulator.tokens.list().map(({ tokenId }) => tokenId);
    const answers = await Promise.all(ids.map((id) => client.revoke(id)));
    expect(answers).toEqual(ids.map(() => ({ answer: "deleted", attempts: 1, lostAttempts: 0 })));
    expect(simulator.ledger.count({ status: 429 })).toBe(0);
    expect(simulator.ledger.count({ method: "DELETE", status: 204 })).toBe(60);
    expect(simulator.ledger.violations()).toEqual([]);
    expect(gate.state).toMatchObject({
      inFlight: 0,
      limits: [{ name: "personal_access_tokens", limit: 20 }, {}],
    });
  } finally {
    await simulator.close();
  }
}, 30_000);
