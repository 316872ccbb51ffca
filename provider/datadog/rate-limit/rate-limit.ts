import type { CallReport } from "./call-outcome";
import type { Allowance, Closure, Demand } from "./cooldown";
import { FairShare } from "./fair-share";
import { LimitPeriod } from "./rate-limit-window";
import { compareEnds, laterEnd, latestEnd, windowEndIn, type WindowEnd } from "./window-end";
import { shortestPauseMs } from "../retry/retry-policy";
import { scoutsBefore } from "./clock-probes";
import type { ServerClock } from "./server-clock";
import { SharedBackoff } from "./backoff";

/** How much longer to wait for periods' ends after one that came late, in milliseconds: doubled each time. */
const firstLateMs = 50;
const longestLateMs = 1000;

/**
 * One of Datadog's limits, as far as the answers have told of it, and what it allows.
 *
 * | known                               | in flight at most                                        |
 * |-------------------------------------|----------------------------------------------------------|
 * | nothing, or nothing since a 429     | 1, whose answer the others wait for                      |
 * | answers do not tell of a limit      | any number                                               |
 * | calls are left in this period       | our share of them, which is all unless others spend, too |
 * | none is left                        | 0 until the period's end                                 |
 * | refused, without a word of how long | 0 for a backoff                                          |
 */
export class CallLimit {
  readonly name: string | undefined;
  #limit: number | undefined;
  #periodSeconds: number | undefined;
  #period: LimitPeriod | undefined;
  /** Calls sent from then on bring news; undefined where none are needed. */
  #unknownSince: number | undefined = Number.NEGATIVE_INFINITY;
  #lateMs = 0;
  readonly #share = new FairShare();
  readonly #backoff: SharedBackoff;
  readonly #clock: ServerClock;
  readonly #random: () => number;

  constructor(name: string | undefined, clock: ServerClock, random: () => number) {
    this.name = name;
    this.#clock = clock;
    this.#random = random;
    this.#backoff = new SharedBackoff(random);
  }

  /** Calls in a period, where Datadog said so. */
  get limit(): number | undefined {
    return this.#limit;
  }

  /** Length of a period, where Datadog said so. */
  get periodSeconds(): number | undefined {
    return this.#periodSeconds;
  }

  /** Calls left in the period that was heard of last; what is in flight is not counted off. */
  get remaining(): number | undefined {
    return this.#period && Math.max(this.#period.remaining, 0);
  }

  /** A call of this limit is sent. */
  sent(): void {
    this.#period?.sent();
  }

  /** What may be sent at `nowMs`. */
  allowance(nowMs: number, { inFlight, waiting }: Demand): Allowance {
    this.#moveOn(nowMs, inFlight);
    const closure = this.#closure(nowMs, 0);
    if (closure !== undefined) {
      return { atMost: 0, closure, wakeAt: this.#opensAt(closure) };
    }
    if (this.#unknownSince !== undefined) {
      return { atMost: 1 };
    }
    if (this.#period === undefined) {
      return { atMost: Number.POSITIVE_INFINITY };
    }
    return this.#allowanceIn(this.#period, nowMs, inFlight + waiting);
  }

  /** Why not even one more call has a chance at `nowMs`, with so many in flight; undefined where it has. */
  closureFor(nowMs: number, inFlight: number): Closure | undefined {
    this.#moveOn(nowMs, inFlight);
    const closure = this.#closure(nowMs, inFlight);
    return closure !== undefined && closure.openAt > nowMs ? closure : undefined;
  }

  /** Takes what came of a call into account. */
  learn(report: CallReport): void {
    const { outcome, headers, sentAt, observation } = report;
    const refused = outcome === "refused";
    if (this.#unknownSince !== undefined && sentAt >= this.#unknownSince && !(refused && observation)) {
      this.#unknownSince = undefined;
    }
    if (outcome === "lost") {
      this.#period?.lost();
    }
    if (outcome === "answered") {
      this.#backoff.letThrough(report);
    }
    this.#limit = headers.limit ?? this.#limit;
    this.#periodSeconds = headers.periodSeconds ?? this.#periodSeconds;
    const end = windowEndIn(headers, report);
    if (end !== undefined && headers.remaining !== undefined) {
      this.#count(end, refused ? 0 : headers.remaining, report);
    } else if (end !== undefined && refused && !observation) {
      this.#count(end, 0, report);
    } else if (refused && !observation) {
      this.#backoff.refused(report);
      this.#unknownSince = this.#backoff.until;
    }
  }

  #count(end: WindowEnd, remaining: number, report: CallReport): void {
    const refused = report.outcome === "refused";
    const known = this.#period;
    const order = known ? compareEnds(end, known.end, this.#clock, this.#periodSeconds) : 1;
    if (order < 0 && known !== undefined && report.sentAt < known.beganAt) {
      return; // An answer that was late: its period is over.
    }
    if (order < 0) {
      // It has not ended yet, although it should have: the limit's clock is not the one that `Date` shows.
      this.#lateMs = Math.min(Math.max(this.#lateMs * 2, firstLateMs), longestLateMs);
    }
    const period = order === 0 && known ? known : this.#begin(end, report.receivedAt, report.inFlight);
    period.answered(end, remaining, report);
    if (refused) {
      period.notBefore = report.receivedAt + shortestPauseMs;
      this.#unknownSince = period.overAt(this.#clock);
    }
  }

  #allowanceIn(period: LimitPeriod, nowMs: number, demand: number): Allowance {
    const { remaining, spending, end, lateAt } = period;
    const opensAt = period.nextOpensAt(this.#clock);
    if (this.#share.isOursAlone(spending)) {
      const scouts = demand > remaining ? scoutsBefore(end, this.#clock, nowMs) : undefined;
      return scouts === undefined
        ? { atMost: remaining, wakeAt: opensAt }
        : { atMost: Math.max(remaining - scouts.count, 0), wakeAt: scouts.nextAt };
    }
    const isLate = nowMs >= lateAt;
    const atMost = Math.max(this.#share.allowed(spending, demand, isLate), 0);
    return atMost === 0 && isLate
      ? { atMost, closure: this.#closureUntilOver(period), wakeAt: opensAt }
      : { atMost, wakeAt: isLate ? opensAt : Math.min(lateAt, opensAt) };
  }

  /** Begins the period that this moment belongs to, if the one that is known is over. */
  #moveOn(nowMs: number, inFlight: number): void {
    if (this.#period === undefined || nowMs < this.#period.nextOpensAt(this.#clock)) {
      return;
    }
    if (this.#limit === undefined || this.#periodSeconds === undefined) {
      this.#period = undefined;
      this.#unknownSince = nowMs;
      return;
    }
    const overMs = Math.max(nowMs - latestEnd(this.#period.end, this.#clock), 0);
    const periods = Math.floor(overMs / (this.#periodSeconds * 1000)) + 1;
    this.#begin(laterEnd(this.#period.end, this.#periodSeconds, periods), nowMs, inFlight);
  }

  #begin(end: WindowEnd, beganAt: number, inFlight: number): LimitPeriod {
    const joined = this.#period === undefined;
    if (this.#period !== undefined) {
      this.#share.endPeriod(this.#period.spending);
    }
    this.#period = new LimitPeriod({
      end,
      limit: this.#limit,
      periodSeconds: this.#periodSeconds,
      inFlight,
      beganAt,
      joined,
      lateMs: this.#lateMs,
      luck: this.#random(),
    });
    return this.#period;
  }

  #closure(nowMs: number, inFlight: number): Closure | undefined {
    if (this.#backoff.until > nowMs) {
      return { openAt: this.#backoff.until, cause: "backoff", ...this.#named() };
    }
    return this.#period === undefined || this.#period.remaining > inFlight
      ? undefined
      : this.#closureUntilOver(this.#period);
  }

  #closureUntilOver(period: LimitPeriod): Closure {
    return { openAt: period.overAt(this.#clock), cause: "limit", ...this.#named() };
  }

  #named(): Pick<Closure, "limitName"> {
    return this.name === undefined ? {} : { limitName: this.name };
  }

  /** When calls go on after a closure, which is when everyone who waits for it is past it. */
  #opensAt({ cause, openAt }: Closure): number {
    return cause === "limit" && this.#period ? this.#period.nextOpensAt(this.#clock) : openAt;
  }
}
