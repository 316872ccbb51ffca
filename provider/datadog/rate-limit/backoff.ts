import type { RoundTrip } from "./server-clock";

/** The shortest pause before another attempt, in milliseconds: whoever is in trouble is not helped by one at once. */
export const shortestPauseMs = 100;

const firstCeilingMs = 1000;
const highestCeilingMs = 30_000;

/**
 * The pause after the n-th failure in a row (n from 1), in milliseconds: exponential backoff with full jitter.
 *
 * The ceilings are 1, 2, 4, 8, 16, 30, 30, … s, and the pause is anything from 0.1 s up to them: after the third failure
 * with a random number of 0.5 it is 2 s.
 */
export function backoffMs(failures: number, random: () => number): number {
  const ceilingMs = Math.min(firstCeilingMs * 2 ** (failures - 1), highestCeilingMs);
  return Math.max(Math.round(random() * ceilingMs), shortestPauseMs);
}

/**
 * The pause of all requests of one limit after a 429 that does not say how long: one `backoffMs` for all of them. With a
 * random pause each, the shortest of many would nearly always be close to 0.1 s.
 *
 * 16 requests that were sent together are refused at 0.1 s. That is one failure, not 16: all of them pause up to 1 s,
 * say 0.6 s. If the next request, sent at 0.7 s, is refused as well, all pause up to 2 s.
 */
export class SharedBackoff {
  readonly #random: () => number;
  #failures = 0;
  #until = Number.NEGATIVE_INFINITY;

  /** @param random a number from 0 (included) to 1 (excluded) */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** The end of the last pause, in milliseconds since the epoch. */
  get until(): number {
    return this.#until;
  }

  /** Begins a pause, a longer one each time in a row. Requests from before the end of the last one say nothing new. */
  failed({ sentAt, receivedAt }: RoundTrip): void {
    if (sentAt >= this.#until) {
      this.#failures++;
      this.#until = receivedAt + backoffMs(this.#failures, this.#random);
    }
  }

  /** Ends the row: a request that was sent after the last pause was let through. */
  succeeded({ sentAt }: RoundTrip): void {
    if (sentAt >= this.#until) {
      this.#failures = 0;
    }
  }
}
