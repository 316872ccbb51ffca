import { createHash } from "node:crypto";
import type { BatchState } from "./batch-state";

/**
 * The variable by which `datadog-token-gitops up --max-a-day` tells the provider which record of a list it has counted: the
 * record's mark, and the list's file. Between its count and the stack's lock another run may have revoked, too.
 */
export const countedRecordVariable = "DD_COUNTED_RECORD";

/** The words by which the command knows that it has to count again. */
export const hasChangedSinceCounted = "has changed since it was counted for the limit of a day";

/** The value of the variable for a list's state; of a list that is not recorded yet its file alone is known. */
export function countedRecord({ record = {} }: Partial<Pick<BatchState, "record">>, file: string): string {
  const groups = Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
  return `${createHash("sha256").update(JSON.stringify(groups)).digest("hex")} ${file}`;
}
