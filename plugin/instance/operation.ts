import { AsyncLocalStorage } from "node:async_hooks";

/** The call of the engine's that is under way: the resource that it is about, and what ends it before its time. */
export interface Operation {
  urn: string;
  interruption: AbortSignal;
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
