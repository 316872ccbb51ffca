import { backoffMs } from "../retry/retry-policy";
import type { RoundTrip } from "./server-clock";

/**
 * The pause of all calls of one limit after an answer with status 429 that does not say how long: exponential, with full
 * jitter, rolled once for all of them. Were each to roll for itself, the first of many would always come at once.
 */
export class SharedBackoff {
  readonly #random: () => number;
  #refusals = 0;
  #until = Number.NEGATIVE_INFINITY;

  /** @param random a number from 0 (included) to 1 (excluded) */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** When the pause ends or ended, in milliseconds since the epoch. */
  get until(): number {
    return this.#until;
  }

  /** Begins a pause, a longer one each time in a row. Calls that were sent before the last one ended say nothing new. */
  refused({ sentAt, receivedAt }: RoundTrip): void {
    if (sentAt >= this.#until) {
      this.#refusals++;
      this.#until = receivedAt + backoffMs(this.#refusals, this.#random);
    }
  }

  /** A call that was sent after the last pause was let through: the row has ended. */
  letThrough({ sentAt }: RoundTrip): void {
    if (sentAt >= this.#until) {
      this.#refusals = 0;
    }
  }
}
