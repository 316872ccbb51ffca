import type { BatchState } from "../schema/batch-state";
import { isCounted } from "../schema/counted-record";
import type { Session } from "../session/session";
import { tellByFile } from "../session/tell-by-file";

/**
 * Refuses to go on with a list whose record has changed since `datadog-token-gitops up --max-a-day` counted it, and tells the
 * command so by a file. From here on the stack is locked, so the record can't change any more.
 */
export class CountedRecords {
  readonly #session: Pick<Session, "settings">;
  /** The files of lists whose record is one of those that were counted. */
  readonly #seen = new Set<string>();

  constructor(session: Pick<Session, "settings">) {
    this.#session = session;
  }

  /** @throws Error if the record of a list's file was counted, and as another one. */
  refuseUncounted(state: BatchState): void {
    const { file } = state;
    const { counted } = this.#session.settings.countedRecord();
    if (file === undefined || counted === undefined) {
      return;
    }
    if (!isCounted(counted, state, file)) {
      this.#refuse(file, "another run has revoked tokens meanwhile");
    }
    this.#seen.add(file);
  }

  /**
   * Looks at a list that is made: if its file was counted with a record, another run may have destroyed that, and with it the
   * record of what was revoked. A second list of the file is none of that, which shows once the first is seen.
   *
   * @param declarationsSettled - waits until all lists of the program have probably been seen.
   * @throws Error if none of the records that were counted is there.
   */
  async refuseNew(file: string | undefined, declarationsSettled: () => Promise<unknown>): Promise<void> {
    const { counted } = this.#session.settings.countedRecord();
    if (file === undefined || counted === undefined || isCounted(counted, {}, file)) {
      return;
    }
    if (!this.#seen.has(file)) {
      await declarationsSettled();
    }
    if (!this.#seen.has(file)) {
      this.#refuse(file, "the list that was counted is not there");
    }
  }

  #refuse(file: string, why: string): never {
    tellByFile(this.#session.settings.countedRecord().changedFile);
    throw new Error(
      `The record of ${file} has changed since it was counted for the limit of a day: ${why}. Nothing of it was revoked; run it again.`,
    );
  }
}
