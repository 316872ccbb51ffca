import { keptRecordVariable } from "../../../provider/schema/counted-record";
import type { RunCommand } from "../run-command";

/**
 * Runs commands so that what the record of lists has as revoked stays in it, also if it comes in after the record was compared
 * with the lists: another run may hold the stack meanwhile, and its push come later or be refused.
 *
 * @param names - the names of the lists' files.
 */
export function keepingRecord(names: readonly string[], run: RunCommand): RunCommand {
  const kept = { [keptRecordVariable]: names.join("/") };
  return (command, args, given) =>
    run(command, args, { ...given, environment: { ...given?.environment, ...kept } });
}
