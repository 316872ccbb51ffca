/** Who has taken how much of a limit's period so far, as far as the answers have told. */
export interface Spending {
  /** Our calls, all that may have counted. */
  own: number;
  /** Everybody else's, of which only those are seen that certainly counted. */
  others: number;
  /** Calls left, what is in flight not counted off. */
  remaining: number;
  /** How many were the others' when the first call that we sent late in the period was answered; undefined before. */
  othersWhenLate?: number;
}

/** Of a lead over all others, how much is given up in the next period. */
const yieldedShare = 0.25;

/**
 * How to share a limit with others who have the same credentials, without a word between them.
 *
 * - Whoever took so much of a period is expected to take as much of the next, and it is left to them. Since everybody does
 *   so, all together take just what there is.
 * - Who takes more than all others together gives up a part of the lead each time, until all have the same.
 * - One call of ours is kept for late in the period. Its answer says what is really left then: where others have gone, it
 *   is more than they would have taken, and is ours.
 */
export class FairShare {
  #expected = 0;

  /** Whether nobody else is known to use the limit, given a period's spending. */
  isOursAlone({ others }: Spending): boolean {
    return this.#expected === 0 && others === 0;
  }

  /** How many calls of ours may be in flight, of those that remain, if there is a demand for so many. */
  allowed(spending: Spending, demand: number, isLate: boolean): number {
    const { own, others, remaining, othersWhenLate } = spending;
    if (this.#expected === 0) {
      // Nobody was expected: those who came spend as they have so far. A call that is left is worth a try.
      const theirs = Math.round((remaining * others) / Math.max(own + others, 1));
      return Math.max(remaining - theirs, Math.min(remaining, 1));
    }
    const outstanding = Math.max(this.#expected - others, 0);
    if (othersWhenLate !== undefined) {
      // A single call is the one that they kept for late, and left to them unless it is the last that we need; if there are
      // more, they have nothing left to do. Should somebody else find that, too, we meet half-way.
      const isTheirs = this.#expected - othersWhenLate <= 1 && demand > remaining;
      const kept = isTheirs ? outstanding : 0;
      return Math.ceil((remaining - kept) / 2);
    }
    const ours = remaining - outstanding;
    if (isLate) {
      return Math.min(this.#seemGone(spending) ? remaining : ours, 1);
    }
    if (own === 0) {
      return Math.max(ours - 1, 1);
    }
    return demand > ours ? ours - 1 : ours;
  }

  /** A period is over: what of it is to be expected of the next. */
  endPeriod(spending: Spending): void {
    const { own, others, remaining } = spending;
    const left = Math.max(remaining, 0);
    const outstanding = Math.max(this.#expected - others, 0);
    // What was left to them and not seen to be taken may be theirs or not. Where more was left, there was enough for all.
    const theirs = left <= outstanding ? others + Math.ceil(left / 2) : 0;
    const lead = theirs > 0 ? Math.max(own - theirs, 0) : 0;
    this.#expected = theirs + Math.ceil(lead * yieldedShare);
  }

  #seemGone({ others }: Spending): boolean {
    return others < this.#expected / 2;
  }
}
