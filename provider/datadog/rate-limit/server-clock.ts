/** The times at which a request left and its response was there, by this machine's clock; milliseconds since the epoch. */
export interface RoundTrip {
  sentAt: number;
  receivedAt: number;
}

/** A `Date` header has whole seconds, and servers keep it for a moment longer: it may be older than its response by this. */
const oldestDateMs = 1050;

/** The drift of two clocks while no response corrects it, in milliseconds per millisecond: a bad quartz. */
const drift = 100e-6;

/**
 * The server's clock, as far as the responses' `Date` headers tell.
 *
 * Each response bounds how far that clock is ahead of this machine's: when the header was written, between sending and
 * receiving, it showed the header's second or a moment after it. All responses together bound it more narrowly than any of
 * them, down to about the length of a round trip once responses fall on both sides of a second's beginning.
 *
 * A request leaves at 07.300 and its response, dated 10:00:07, is there at 07.350. If the header was written last, at
 * 07.350 of ours, the server's clock showed 07.000 or more: it is at most 350 ms behind. If it was written first, at 07.300,
 * it showed 08.050 or less: it is at most 750 ms ahead. That is an uncertainty of 1100 ms.
 */
export class ServerClock {
  /** Milliseconds that the server's clock is ahead, at least and at most. */
  #ahead = { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY };
  #learnedAt = Number.NEGATIVE_INFINITY;

  /** Takes a response's `Date` (milliseconds since the epoch) into account. */
  learn(dateMs: number, { sentAt, receivedAt }: RoundTrip): void {
    const seen = { least: dateMs - receivedAt, most: dateMs + oldestDateMs - sentAt };
    const drifted = this.uncertaintyMs === Infinity ? 0 : Math.max(receivedAt - this.#learnedAt, 0) * drift;
    const least = Math.max(seen.least, this.#ahead.least - drifted);
    const most = Math.min(seen.most, this.#ahead.most + drifted);
    // If the two exclude each other, one of the clocks was set in between: only the newest counts.
    this.#ahead = least <= most ? { least, most } : seen;
    this.#learnedAt = receivedAt;
  }

  /** The width of what is not known about the difference of the clocks; infinite before the first response. */
  get uncertaintyMs(): number {
    return this.#ahead.most - this.#ahead.least;
  }

  /** The time of this machine's clock from which the server's shows `serverMs` for certain. */
  latest(serverMs: number): number {
    return serverMs - this.#ahead.least;
  }

  /** The first time of this machine's clock at which the server's may show `serverMs`. */
  earliest(serverMs: number): number {
    return serverMs - this.#ahead.most;
  }
}
