import type { BatchState } from "../schema/batch-state";
import { isCounted } from "../schema/counted-record";
import type { Settings } from "../session/settings";
import { tellByFile } from "../session/tell-by-file";

/**
 * Refuses to go on with a list whose record has changed since `datadog-token-gitops up --max-a-day` counted it, and tells the
 * command so by a file. From here on the stack is locked, so the record can't change any more.
 *
 * @throws Error if it has changed.
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
