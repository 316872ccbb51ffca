import { interruptionReason, untilInterrupted } from "../datadog";

/** The means that end operations before their time. */
export interface Interruptions {
  /** The signal that ends what the operation under way waits for. @defaultValue none */
  interruption?: () => AbortSignal | undefined;
  /** Asks for what other operations wait for, too: the end of the run ends it, that of the operation does not. @defaultValue asks */
  share?: <Answer>(ask: () => Promise<Answer>) => Promise<Answer>;
}

/**
 * Questions that are asked once for all operations of a process that want to know: one whose time is over no longer waits,
 * and takes the answer from no other.
 */
export class SharedQuestions {
  readonly #interruption: () => AbortSignal | undefined;
  readonly #share: NonNullable<Interruptions["share"]>;

  constructor({ interruption = () => undefined, share = (ask) => ask() }: Interruptions = {}) {
    this.#interruption = interruption;
    this.#share = share;
  }

  /**
   * Asks, and waits for the answer as long as the operation under way may.
   *
   * @param instead - makes the answer when its time is over before, from the words for what ended it.
   */
  answer<Answer>(ask: () => Promise<Answer>, instead: (reason: string) => Answer): Promise<Answer> {
    return untilInterrupted(this.#share(ask), this.#interruption(), (interruption) =>
      instead(interruptionReason(interruption)),
    );
  }
}
