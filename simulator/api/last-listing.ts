import type { FaultQueue } from "../faults/fault-queue";
import type { SimulatedToken, Tokens } from "../tokens/tokens";

/** The tokens of the list that was asked for last: of a list of a thousand pages, each would be sorted anew. */
export class LastListing {
  readonly #tokens: Tokens;
  readonly #faults: FaultQueue;
  #last: { key: string; changes: number; tokens: readonly SimulatedToken[] } | undefined;

  constructor(tokens: Tokens, faults: FaultQueue) {
    this.#tokens = tokens;
    this.#faults = faults;
  }

  /**
   * The tokens as they were listed for the same question before, as long as nothing has changed that a list shows.
   *
   * @param key - all of the question but the page.
   */
  recall(key: string, list: () => readonly SimulatedToken[]): readonly SimulatedToken[] {
    const { changes } = this.#tokens;
    if (this.#faults.decideWhatIsListed) {
      return list();
    }
    if (this.#last?.key !== key || this.#last.changes !== changes) {
      this.#last = { key, changes, tokens: list() };
    }
    return this.#last.tokens;
  }
}
