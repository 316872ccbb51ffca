import { startSimulator } from "datadog-token-simulator";
import { createDatadogClient } from "../../../../../provider/datadog/client";
import { RequestScheduler } from "../../../../../provider/datadog/rate-limit/request-scheduler";
import { clientOptions } from "../support/test-client";

test("sixty revocations under a limit of twenty in two seconds meet no 429, and each token is asked for once", async () => {
  const simulator = await startSimulator({
    tokens: 60,
    rateLimit: { limit: 20, periodSeconds: 2 },
    latencyMs: 20,
  });
  try {
    const scheduler = new RequestScheduler({ concurrency: 8 });
    const client = createDatadogClient(clientOptions({ apiUrl: simulator.url, scheduler }));
    const ids = simulator.tokens.list().map(({ tokenId }) => tokenId);
    const results = await Promise.all(ids.map((id) => client.revoke(id)));
    expect(results).toEqual(ids.map(() => ({ outcome: "deleted", attempts: 1, lostAttempts: 0 })));
    expect(simulator.ledger.count({ status: 429 })).toBe(0);
    expect(simulator.ledger.count({ method: "DELETE", status: 204 })).toBe(60);
    expect(simulator.ledger.violations()).toEqual([]);
    expect(scheduler.limits).toMatchObject([{ waiting: 0, limit: 20, periodSeconds: 2 }]);
  } finally {
    await simulator.close();
  }
}, 30_000);
