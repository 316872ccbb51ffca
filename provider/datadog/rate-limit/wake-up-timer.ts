import type { Clock } from "../http/clock";

/** Calls back once at a time that may be changed until then, and leaves no timer behind that would keep the process alive. */
export class WakeUpTimer {
  readonly #clock: Clock;
  readonly #wakeUp: () => void;
  #set: { at: number; cancel: AbortController } | undefined;

  constructor(clock: Clock, wakeUp: () => void) {
    this.#clock = clock;
    this.#wakeUp = wakeUp;
  }

  /** Sets it to a time in milliseconds since the epoch, or, if that is infinite, off. */
  setTo(at: number): void {
    if (at === (this.#set?.at ?? Number.POSITIVE_INFINITY)) {
      return;
    }
    this.#set?.cancel.abort();
    this.#set = undefined;
    if (at !== Number.POSITIVE_INFINITY) {
      const set = { at, cancel: new AbortController() };
      this.#set = set;
      this.#clock.sleep(at - this.#clock.now(), set.cancel.signal).then(
        () => {
          if (this.#set === set) {
            this.#set = undefined;
            this.#wakeUp();
          }
        },
        () => undefined,
      );
    }
  }
}
