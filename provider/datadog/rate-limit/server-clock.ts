/** When a request left and its answer was there, by this machine's clock; milliseconds since the epoch. */
export interface RoundTrip {
  sentAt: number;
  receivedAt: number;
}

/** A `Date` header has whole seconds, and servers keep it for a moment longer: it may be older than its answer by this. */
const oldestDateMs = 1050;

/** How far two clocks may drift apart while no answer says so, in milliseconds per millisecond: a bad quartz. */
const drift = 100e-6;

/**
 * What the server's clock shows, as far as the answers' `Date` headers tell.
 *
 * Each answer bounds how far that clock is ahead of this machine's: when the header was written, between sending and
 * receiving, it showed the header's second or a moment after it. All answers together bound it more narrowly than any of
 * them, down to about the length of a round trip once answers fall on both sides of a second's beginning.
 */
export class ServerClock {
  /** Milliseconds that the server's clock is ahead, at least and at most. */
  #ahead = { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY };
  #learnedAt = Number.NEGATIVE_INFINITY;

  /** Takes an answer's `Date` (milliseconds since the epoch) into account. */
  learn(dateMs: number, { sentAt, receivedAt }: RoundTrip): void {
    const seen = { least: dateMs - receivedAt, most: dateMs + oldestDateMs - sentAt };
    const drifted = this.uncertaintyMs === Infinity ? 0 : Math.max(receivedAt - this.#learnedAt, 0) * drift;
    const least = Math.max(seen.least, this.#ahead.least - drifted);
    const most = Math.min(seen.most, this.#ahead.most + drifted);
    // Where the two exclude each other, one of the clocks was set in between: only the newest counts.
    this.#ahead = least <= most ? { least, most } : seen;
    this.#learnedAt = receivedAt;
  }

  /** The width of what is not known about the difference of the clocks; infinite before the first answer. */
  get uncertaintyMs(): number {
    return this.#ahead.most - this.#ahead.least;
  }

  /** When, by this machine's clock, the server's will show `serverMs` for certain. */
  latest(serverMs: number): number {
    return serverMs - this.#ahead.least;
  }

  /** The first moment, by this machine's clock, at which the server's may show `serverMs`. */
  earliest(serverMs: number): number {
    return serverMs - this.#ahead.most;
  }
}
