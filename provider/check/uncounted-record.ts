import type { BatchState } from "../schema/batch-state";
import { isCounted } from "../schema/counted-record";
import type { Settings } from "../session/settings";
import { tellByFile } from "../session/tell-by-file";

/**
 * Refuses to go on with a list whose record is another one than the limit of a day was counted with, and tells so whoever has
 * counted: under the stack's lock it can't change any more.
 *
 * @throws Error in that case.
 */
export function refuseUncounted(state: BatchState, settings: Settings): void {
  const { file } = state;
  const { counted, changedFile } = settings.countedRecord();
  if (file === undefined || counted === undefined || isCounted(counted, state, file)) {
    return;
  }
  tellByFile(changedFile);
  throw new Error(
    `The record of ${file} has changed since it was counted for the limit of a day: another run has revoked tokens meanwhile. Nothing of it was revoked; run it again.`,
  );
}
