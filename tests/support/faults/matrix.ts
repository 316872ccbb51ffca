import always from "../../fixtures/faults/always.json";
import faults from "../../fixtures/faults/faults.json";
import once from "../../fixtures/faults/once.json";
import type { FaultName } from "./answers";
import type { OperationName } from "./operations";
import type { OperationOutcome } from "./runs";
import type { Cell } from "./run-cell";

/** The table's word on a cell. */
export interface Expectation {
  claim: OperationOutcome["claim"];
  /** The run fails, or goes on with what comes after the operation. */
  ends: "fails" | "goes on";
  token: "alive" | "dead";
  /** Requests that meet the fault. */
  requests: number;
  /** Whole seconds that the operation takes, rounded up. */
  seconds: number;
  warnings: number;
  /** Words that the message must have in place of the fault's own. */
  says?: string;
}

/** A row: faults or groups of them, joined by " + ", and what comes of each. */
type Row = [
  faults: string,
  claim: Expectation["claim"],
  ends: Expectation["ends"],
  token: Expectation["token"],
  requests: number,
  seconds: number,
  warnings: number,
  says?: string,
];

/** A cell of the table, with what it says. */
export interface ExpectedCell extends Cell {
  expected: Expectation;
}

const groups: Record<string, string[]> = faults.groups;

/** The words by which a message tells a fault. */
export const wordsOf = new Map(faults.words as [FaultName, string][]);

/** Every cell of the table. */
export const matrix: readonly ExpectedCell[] = [...cellsOf(always, false), ...cellsOf(once, true)];

function cellsOf(table: object, isOnce: boolean): ExpectedCell[] {
  return Object.entries(table as Record<OperationName, Row[]>).flatMap(([operation, rows]) =>
    rows.flatMap(([named, claim, ends, token, requests, seconds, warnings, says]) =>
      named
        .split(" + ")
        .flatMap((name) => groups[name] ?? [name])
        .map((fault) => ({
          operation: operation as OperationName,
          fault: fault as FaultName,
          isOnce,
          expected: { claim, ends, token, requests, seconds, warnings, ...(says !== undefined && { says }) },
        })),
    ),
  );
}
