import { startBench } from "./bench";
import type { FaultName } from "./answers";
import type { FaultServers } from "./fault-servers";
import { operations, type OperationName } from "./operations";
import type { Operation } from "./operation";
import type { OperationOutcome } from "./runs";

/** One cell of the matrix. */
export interface Cell {
  operation: OperationName;
  fault: FaultName;
  /** The fault is met by the first request alone, or by every one of that kind. */
  isOnce: boolean;
}

/** The outcome of a cell as it was observed. */
export interface CellOutcome extends OperationOutcome {
  isAlive: boolean;
  /** Requests that met the fault. */
  met: number;
  /** Seconds of the test's clock that the operation took. */
  seconds: number;
  told: string[];
  secrets: string[];
}

/** Runs one operation in a world of its own, once with the fault. */
export async function runCell(
  { operation: name, fault, isOnce }: Cell,
  servers: FaultServers,
): Promise<CellOutcome> {
  const operation: Operation = operations[name];
  const bench = await startBench(servers, operation.world ?? {});
  const { network, clock, datadog, told, secrets } = bench;
  try {
    const before = operation.before && (await clock.run(operation.before(bench)));
    told.length = 0;
    network.arm({ fault, target: operation.meets, isOnce });
    const startedAt = clock.elapsedSeconds;
    const outcome = await clock.run(operation.run(bench, before));
    const seconds = clock.elapsedSeconds - startedAt;
    const isAlive = datadog.tokens.isAlive(operation.tokenId);
    return { ...outcome, isAlive, met: network.met, seconds, told, secrets };
  } finally {
    await bench.close();
  }
}
