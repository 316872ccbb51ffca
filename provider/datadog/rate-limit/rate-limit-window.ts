import type { CallReport } from "./call-outcome";
import type { Spending } from "./fair-share";
import { latestEnd, type WindowEnd } from "./window-end";
import type { ServerClock } from "./server-clock";

/** What a period begins with. */
export interface PeriodStart {
  end: WindowEnd;
  /** Calls that the whole period allows; undefined where Datadog did not say. */
  limit: number | undefined;
  /** Length, where Datadog said it. */
  periodSeconds: number | undefined;
  /** Our calls that are on their way when it begins, and so may count in it. */
  inFlight: number;
  /** When it began as far as this machine knows, in milliseconds since the epoch. */
  beganAt: number;
  /** It was under way when it was first heard of: what others took before that is no sign that they are still at it. */
  joined: boolean;
  /** How much later than it should a period has been seen to end, in milliseconds. */
  lateMs: number;
  /** From 0 to 1: how much of the spread is waited when it is over. */
  luck: number;
}

const longestSpreadMs = 1000;
const spreadShareOfPeriod = 0.01;
const spreadShareOfWait = 0.1;

const longestEarlyMs = 5000;
const lateShareOfPeriod = 0.1;

/** One period of a limit: how many calls are left of it, and whose the others were. */
export class LimitPeriod {
  readonly beganAt: number;
  /** Calls left as far as the answers have told; what is in flight is not counted off yet. */
  remaining: number;
  /** Nothing follows it before this moment, whatever its end. */
  notBefore = Number.NEGATIVE_INFINITY;
  #end: WindowEnd;
  readonly #limit: number | undefined;
  readonly #periodSeconds: number | undefined;
  readonly #lateMs: number;
  readonly #spreadMs: number;
  #sent: number;
  #refused = 0;
  #others = 0;
  /** Calls of others before the first answer, in a period that was joined. */
  #before: number | undefined;
  #othersWhenLate: number | undefined;

  constructor({ end, limit, periodSeconds, inFlight, beganAt, joined, lateMs, luck }: PeriodStart) {
    this.#end = end;
    this.beganAt = beganAt;
    this.remaining = limit ?? Number.POSITIVE_INFINITY;
    this.#limit = limit;
    this.#periodSeconds = periodSeconds;
    this.#sent = inFlight;
    this.#before = joined ? undefined : 0;
    this.#lateMs = lateMs;
    const waitMs = "localMs" in end ? end.localMs - beganAt : 0;
    const share =
      periodSeconds === undefined ? waitMs * spreadShareOfWait : periodSeconds * 1000 * spreadShareOfPeriod;
    this.#spreadMs = luck * Math.min(longestSpreadMs, share);
  }

  /** When it is late in the period: a tenth of it has passed, but at most 5 s. */
  get lateAt(): number {
    return this.beganAt + Math.min((this.#periodSeconds ?? 0) * 1000 * lateShareOfPeriod, longestEarlyMs);
  }

  /** A call of ours is sent. */
  sent(): void {
    this.#sent++;
  }

  /** When it ends, as far as the answers have told. */
  get end(): WindowEnd {
    return this.#end;
  }

  /**
   * An answer says that this period ends then, and how many calls are left of it. Answers overtake each other: the lowest
   * number is the newest.
   */
  answered(end: WindowEnd, remaining: number, { outcome, sentAt }: CallReport): void {
    if ("localMs" in end && "localMs" in this.#end) {
      // Whole seconds, rounded up, from the receipt on: never too early, so the earliest is the nearest.
      this.#end = { localMs: Math.min(end.localMs, this.#end.localMs) };
    }
    this.#refused += Number(outcome === "refused");
    this.remaining = Math.min(this.remaining, remaining);
    const others = Math.max((this.#limit ?? 0) - remaining - (this.#sent - this.#refused), 0);
    this.#before ??= others;
    this.#others = Math.max(this.#others, others - this.#before);
    if (sentAt >= this.lateAt) {
      this.#othersWhenLate ??= this.#others;
    }
  }

  /** A call of ours got no answer. It may have counted. */
  lost(): void {
    this.remaining--;
  }

  /** Who has taken how much of it. */
  get spending(): Spending {
    return {
      own: this.#sent - this.#refused,
      others: this.#others,
      remaining: this.remaining,
      ...(this.#othersWhenLate !== undefined && { othersWhenLate: this.#othersWhenLate }),
    };
  }

  /** When it is over for certain, by this machine's clock. */
  overAt(clock: ServerClock): number {
    return Math.max(latestEnd(this.#end, clock) + this.#lateMs, this.notBefore);
  }

  /**
   * When the first call of the next one is sent: a moment after the end, at most a hundredth of the period and a second, and
   * another each time. Of several processes that wait for the same end, so everyone is the first at times.
   */
  nextOpensAt(clock: ServerClock): number {
    return this.overAt(clock) + this.#spreadMs;
  }
}
