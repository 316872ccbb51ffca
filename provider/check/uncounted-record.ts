import type { BatchState } from "../schema/batch-state";
import { countedRecord, hasChangedSinceCounted } from "../schema/counted-record";
import type { Settings } from "../session/settings";

/**
 * Refuses to go on with a list whose record is another one than the limit of a day was counted with: under the stack's lock it
 * can't change any more.
 *
 * @throws Error in that case.
 */
export function refuseUncounted(state: BatchState, settings: Settings): void {
  const { file } = state;
  const counted = settings.countedRecord();
  if (file !== undefined && counted?.endsWith(` ${file}`) && counted !== countedRecord(state, file)) {
    throw new Error(
      `The record of ${file} ${hasChangedSinceCounted}: another run has revoked tokens meanwhile. Nothing of it was revoked; run it again.`,
    );
  }
}
