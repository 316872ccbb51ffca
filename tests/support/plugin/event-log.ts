import { readFile } from "node:fs/promises";
import type { EngineEvent } from "@pulumi/pulumi/automation";

/** Resources by operation, e.g. `{ create: 1, same: 1 }`; the stack itself counts. */
export type Changes = Partial<Record<string, number>>;

/** The text of a file; nothing where there is none: a run that ends before the engine starts leaves no events. */
export function textOf(file: string): Promise<string> {
  return readFile(file, "utf8").catch(() => "");
}

function eventsIn(eventLog: string): EngineEvent[] {
  return eventLog
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as EngineEvent);
}

/** A warning, and the resource beside which the engine shows it; none: it is the stack's. */
export interface Warning {
  urn: string | undefined;
  message: string;
}

/** The warnings that the engine's event log tells of. */
export function warningsIn(eventLog: string): Warning[] {
  return eventsIn(eventLog)
    .map(({ diagnosticEvent }) => diagnosticEvent)
    .filter((event) => event?.severity === "warning")
    .map((event) => ({ urn: event?.urn, message: event?.message ?? "" }));
}

/** The changes that the engine's event log tells of at its end. */
export function changesIn(eventLog: string): Changes {
  return {
    ...eventsIn(eventLog).findLast(({ summaryEvent }) => summaryEvent)?.summaryEvent?.resourceChanges,
  };
}
