import { readFile } from "node:fs/promises";
import type { EngineEvent } from "@pulumi/pulumi/automation";

/** Resources by operation, e.g. `{ create: 1, same: 1 }`; the stack itself counts. */
export type Changes = Partial<Record<string, number>>;

/** The text of a file; nothing where there is none: a run that ends before the engine starts leaves no events. */
export function textOf(file: string): Promise<string> {
  return readFile(file, "utf8").catch(() => "");
}

/** The changes that the engine's event log tells of at its end. */
export function changesIn(eventLog: string): Changes {
  const events = eventLog
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as EngineEvent);
  return { ...events.findLast(({ summaryEvent }) => summaryEvent)?.summaryEvent?.resourceChanges };
}
