import { existsSync } from "node:fs";
import { basename } from "node:path";
import { keptRecordVariable } from "../../../provider/schema/counted-record";
import type { GitopsOptions } from "../gitops-options";
import type { RunCommand } from "../run-command";

/** Tells whether the record is compared with the list, and nothing may leave it unasked. */
export function isRecordKept({
  allowRemovals,
  list,
}: Pick<GitopsOptions, "allowRemovals" | "list">): boolean {
  return !allowRemovals && existsSync(list);
}

/**
 * Runs commands so that what the list's record has as revoked stays in it, also if it comes in after the record was compared
 * with the list: another run may hold the stack meanwhile, and its push come later or be refused.
 */
export function keepingRecord(
  options: Pick<GitopsOptions, "allowRemovals" | "list">,
  run: RunCommand,
): RunCommand {
  if (!isRecordKept(options)) {
    return run;
  }
  const kept = { [keptRecordVariable]: basename(options.list) };
  return (command, args, given) =>
    run(command, args, { ...given, environment: { ...given?.environment, ...kept } });
}
