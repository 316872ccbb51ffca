import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import type { Listening, SimulatorOrder, SimulatorReport } from "./simulator-messages";

/** A simulator that runs in a process of its own. */
export interface SimulatorProcess extends Listening {
  /** Tells what it has seen so far; to be asked once. */
  report: () => Promise<SimulatorReport>;
}

/**
 * Starts a simulator for the time of some work.
 *
 * @throws Error if the process ends before it listens, and whatever the work throws.
 */
export async function withSimulator<Result>(
  order: SimulatorOrder,
  signal: AbortSignal,
  work: (datadog: SimulatorProcess) => Promise<Result>,
): Promise<Result> {
  const datadog = await startSimulatorProcess(order, signal);
  try {
    return await work(datadog);
  } finally {
    datadog.stop();
  }
}

async function startSimulatorProcess(
  order: SimulatorOrder,
  signal: AbortSignal,
): Promise<SimulatorProcess & { stop: () => void }> {
  signal.throwIfAborted();
  const child = fork(join(__dirname, "simulator-child.js"), [JSON.stringify(order)]);
  const stop = () => {
    signal.removeEventListener("abort", stop);
    if (child.connected) {
      child.disconnect();
    }
  };
  signal.addEventListener("abort", stop, { once: true });
  const listening = (await nextMessage(child)) as Listening;
  return {
    ...listening,
    stop,
    report: async () => {
      const answer = nextMessage(child);
      child.send("report");
      return (await answer) as SimulatorReport;
    },
  };
}

function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error("The simulator's process has ended before its time."));
    child.once("exit", onExit);
    child.once("message", (message) => {
      child.off("exit", onExit);
      resolve(message);
    });
  });
}

/** The environment of whoever is to talk to a simulator; the keys are nobody's, it accepts any. */
export function credentialsFor(apiUrl: string): Record<string, string> {
  return { DD_API_URL: apiUrl, DD_API_KEY: "bench-api-key", DD_APP_KEY: "bench-application-key" };
}
