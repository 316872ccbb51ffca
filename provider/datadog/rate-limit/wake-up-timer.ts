import type { Clock } from "../http/clock";

/** Calls once at a time that may be changed until then, and leaves no timer behind that would keep the process alive. */
export class Alarm {
  readonly #clock: Clock;
  readonly #ring: () => void;
  #set: { at: number; cancel: AbortController } | undefined;

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  /** Sets it to a time in milliseconds since the epoch, or, where it is infinite, off. */
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
            this.#ring();
          }
        },
        () => undefined,
      );
    }
  }
}
