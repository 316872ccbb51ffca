/** The simulator in a process of its own, so that it shares no event loop with whoever measures. */
import { startSimulator } from "datadog-token-simulator";
import type { AnsweredRequest, Listening, SimulatorOrder, SimulatorReport } from "./simulator-messages";

async function serve(order: SimulatorOrder): Promise<void> {
  const requests: AnsweredRequest[] = [];
  const datadog = await startSimulator({
    ...order,
    onRequest: ({ method, status = 0, at }) =>
      requests.push({ method, status, arrivedAtMs: at, answeredAtMs: Date.now() }),
  });
  const tokenIds = datadog.tokens.list().map(({ tokenId }) => tokenId);
  const tell = (message: Listening | SimulatorReport) => process.send?.(message);
  process.once("message", () => {
    tell({ requests, tokensAlive: tokenIds.filter((id) => datadog.tokens.isAlive(id)).length });
  });
  process.once("disconnect", () => void datadog.close());
  tell({ url: datadog.url, tokenIds });
}

void serve(JSON.parse(process.argv[2] ?? "{}") as SimulatorOrder);
