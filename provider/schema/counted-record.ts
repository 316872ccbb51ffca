import { createHash } from "node:crypto";
import type { BatchState } from "./batch-state";

/**
 * The variable by which `datadog-token-gitops up --max-a-day` tells the provider which records of a list's file it has counted:
 * their marks, and the file. Between its count and the stack's lock another run may have revoked, too.
 */
export const countedRecordVariable = "DD_COUNTED_RECORD";

/** The variable that names the file by whose existence the provider tells that a record is another one than was counted. */
export const changedRecordVariable = "DD_CHANGED_RECORD_FILE";

/** The variable that names the file to which the provider writes how many new revocations of a run are above the cap. */
export const aboveCapVariable = "DD_ABOVE_CAP_FILE";

/** The variable that names the file to which the provider writes the ids of tokens that the settings withhold, one a line. */
export const withheldVariable = "DD_WITHHELD_TOKENS_FILE";

/**
 * The variable by which the command names the files of lists whose revocations stay on record though they do not name them:
 * another run may have revoked them since the list was written, and not have put them into it yet. Between the names, in which
 * there is none, stands a slash.
 */
export const keptRecordVariable = "DD_KEPT_RECORD";

type Recorded = Partial<Pick<BatchState, "record">>;

/** The value of the variable for the states of all lists of a file; a list without a record yet is known by its file alone. */
export function countedRecords(states: readonly Recorded[], file: string): string {
  return `${(states.length === 0 ? [{}] : states).map(markOf).join(",")} ${file}`;
}

/** Tells whether a list's state is one of those that were counted; true of every other file. */
export function isCounted(counted: string, state: Recorded, file: string): boolean {
  const marks = counted.slice(0, counted.indexOf(" "));
  return counted.slice(marks.length + 1) !== file || marks.split(",").includes(markOf(state));
}

function markOf({ record = {} }: Recorded): string {
  const groups = Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(groups)).digest("hex");
}
