/** The simulator in a process of its own: it tells its parent of every request, and which tokens are alive when it is asked. */
import { startSimulator } from "datadog-token-simulator";

const order = JSON.parse(process.argv[2] ?? "{}");
const datadog = await startSimulator({
  ...order,
  onRequest: ({ method, tokenId, status, at }) =>
    process.send?.({ request: { method, tokenId, status, at, answeredAt: Date.now() } }),
});
process.on("message", () => {
  const alive = datadog.tokens.list().filter(({ tokenId }) => datadog.tokens.isAlive(tokenId));
  process.send?.({
    report: { alive: alive.map(({ tokenId }) => tokenId), violations: datadog.ledger.violations() },
  });
});
process.once("disconnect", () => void datadog.close());
const tokens = datadog.tokens.list().map(({ tokenId, publicPortion }) => ({ tokenId, publicPortion }));
process.send?.({ listening: { url: datadog.url, tokens } });
