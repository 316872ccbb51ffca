import { AsyncLocalStorage } from "node:async_hooks";

/** The call of the engine's that is under way: the resource that it is about, and what ends it before its time. */
export interface Operation {
  urn: string;
  interruption: AbortSignal;
  /** The signal that ends it with the run. */
  endOfRun: AbortSignal;
}

const operations = new AsyncLocalStorage<Operation>();

/** The operation under way; undefined outside of any. */
export function currentOperation(): Operation | undefined {
  return operations.getStore();
}

/** Runs what belongs to an operation. */
export function runOperation<Result>(operation: Operation, run: () => Promise<Result>): Promise<Result> {
  return operations.run(operation, run);
}

/** Asks for what other operations wait for, too: the run's end ends it, and not that of the operation that came first. */
export function shareQuestion<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  const operation = currentOperation();
  return operation === undefined
    ? ask()
    : runOperation({ ...operation, interruption: operation.endOfRun }, ask);
}
