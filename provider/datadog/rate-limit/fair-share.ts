/** The use of a limit's window so far, as far as the responses have told. */
export interface WindowUsage {
  /** Our requests, all that may have counted. */
  own: number;
  /** Everybody else's, of which only those are seen that certainly counted. */
  others: number;
  /** Requests left, those in flight not counted off. */
  remaining: number;
  /** The others' number at the response to the first request that we sent late in the window; undefined before. */
  othersWhenLate?: number;
}

/** The part of a lead over all others that is given up in the next window. */
const yieldedShare = 0.25;

/**
 * Shares a limit with other processes that have the same credentials and that it has no contact with.
 *
 * - The others are expected to take as much of the next window as of the last, and it is left to them. Since everybody
 *   does so, all together take just what there is.
 * - Whoever takes more than all others together gives up a quarter of the lead each time, until all have the same.
 * - One of our requests is kept for late in the window. Its response tells what is really left then: if others have gone,
 *   it is more than they would have taken, and is ours.
 *
 * With a limit of 50, 40 requests were ours and 10 theirs. They are expected to take 10 again, and a quarter of our lead of 30 on top:
 * 18 are left to them. We send 31 at once and 1 late. If all 18 are still left then, we take 9 of them, and half of the rest
 * each time. If they took 18, our lead was 14, and the next window is shared 28 to 22.
 */
export class FairShare {
  #expected = 0;

  /** True if nobody else is known to use the limit, given a window's usage. */
  isSoleUser({ others }: WindowUsage): boolean {
    return this.#expected === 0 && others === 0;
  }

  /** The number of our requests that may be in flight, of those that remain, if `demand` of them are wanted. */
  allowed(usage: WindowUsage, demand: number, isLate: boolean): number {
    const { own, others, remaining, othersWhenLate } = usage;
    if (this.#expected === 0) {
      // Nobody was expected: those who came go on as they have so far. A request that is left is worth a try.
      const theirs = Math.round((remaining * others) / Math.max(own + others, 1));
      return Math.max(remaining - theirs, Math.min(remaining, 1));
    }
    const outstanding = Math.max(this.#expected - others, 0);
    if (othersWhenLate !== undefined) {
      // A single request is the one that they kept for late, and left to them unless it is the last that we need; if there
      // are more, they have nothing left to do. Should somebody else find that, too, we meet half-way.
      const isTheirs = this.#expected - othersWhenLate <= 1 && demand > remaining;
      const kept = isTheirs ? outstanding : 0;
      return Math.ceil((remaining - kept) / 2);
    }
    const ours = remaining - outstanding;
    if (isLate) {
      return Math.min(this.#seemGone(usage) ? remaining : ours, 1);
    }
    if (own === 0) {
      return Math.max(ours - 1, 1);
    }
    return demand > ours ? ours - 1 : ours;
  }

  /** Learns from a window that is over how much of the next one to leave to the others. */
  endWindow(usage: WindowUsage): void {
    const { own, others, remaining } = usage;
    const left = Math.max(remaining, 0);
    const outstanding = Math.max(this.#expected - others, 0);
    // What was left to them and not seen to be taken may be theirs or not. If more was left, there was enough for all.
    const theirs = left <= outstanding ? others + Math.ceil(left / 2) : 0;
    const lead = theirs > 0 ? Math.max(own - theirs, 0) : 0;
    this.#expected = theirs + Math.ceil(lead * yieldedShare);
  }

  #seemGone({ others }: WindowUsage): boolean {
    return others < this.#expected / 2;
  }
}
