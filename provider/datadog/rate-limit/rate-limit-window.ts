import { omitUndefined } from "../token/omit-undefined";
import type { CallOutcome } from "./call-outcome";
import type { WindowUsage } from "./fair-share";
import type { ServerClock } from "./server-clock";
import { latestEnd, type WindowEnd } from "./window-end";

/** The facts that a window begins with. */
export interface WindowStart {
  end: WindowEnd;
  /** Requests that the whole window allows; undefined if Datadog did not say. */
  limit: number | undefined;
  /** Length, if Datadog said it. */
  periodSeconds: number | undefined;
  /** Our requests that are on their way when it begins, and so may count in it. */
  inFlight: number;
  /** Its beginning as far as this machine knows, in milliseconds since the epoch. */
  beganAt: number;
  /** It was under way when it was first heard of: what others took before that is no sign that they are still at it. */
  isPartial: boolean;
  /** The time by which windows have been seen to end later than they should, in milliseconds. */
  lateMs: number;
  /** From 0 to 1: the part of the spread that is waited when it is over. */
  jitter: number;
}

const longestSpreadMs = 1000;
const spreadShareOfPeriod = 0.01;
const spreadShareOfWait = 0.1;

const longestEarlyMs = 5000;
const lateShareOfPeriod = 0.1;

/**
 * One window of a limit: the requests that are left of it, and those that were the others'.
 *
 * With a limit of 10 in 10 s we have sent 2, and a response says that 7 remain: others took 1. If the window was under way
 * when it was first heard of, that 1 is forgotten, and only what they take from then on counts. From its first second on
 * it is late in the window. It is over after its end, and the next one begins up to 0.1 s later.
 */
export class RateLimitWindow {
  readonly beganAt: number;
  /** Requests left as far as the responses have told; those in flight are not counted off yet. */
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
  /** Requests of others before the first response, in a partial window. */
  #before: number | undefined;
  #othersWhenLate: number | undefined;

  constructor({ end, limit, periodSeconds, inFlight, beganAt, isPartial, lateMs, jitter }: WindowStart) {
    this.#end = end;
    this.beganAt = beganAt;
    this.remaining = limit ?? Number.POSITIVE_INFINITY;
    this.#limit = limit;
    this.#periodSeconds = periodSeconds;
    this.#sent = inFlight;
    this.#before = isPartial ? undefined : 0;
    this.#lateMs = lateMs;
    const waitMs = "localMs" in end ? end.localMs - beganAt : 0;
    const share =
      periodSeconds === undefined ? waitMs * spreadShareOfWait : periodSeconds * 1000 * spreadShareOfPeriod;
    this.#spreadMs = jitter * Math.min(longestSpreadMs, share);
  }

  /** The time from which it is late in the window: a tenth of it has passed, but at most 5 s. */
  get lateAt(): number {
    return this.beganAt + Math.min((this.#periodSeconds ?? 0) * 1000 * lateShareOfPeriod, longestEarlyMs);
  }

  /** Counts a request of ours that is sent. */
  sent(): void {
    this.#sent++;
  }

  /** The end, as far as the responses have told. */
  get end(): WindowEnd {
    return this.#end;
  }

  /**
   * Takes a response into account which says that this window ends then, and how many requests are left of it. Responses
   * overtake each other: the lowest number is the newest.
   */
  responded(end: WindowEnd, remaining: number, { kind, sentAt }: CallOutcome): void {
    if ("localMs" in end && "localMs" in this.#end) {
      // Whole seconds, rounded up, from the receipt on: never too early, so the earliest is the nearest.
      this.#end = { localMs: Math.min(end.localMs, this.#end.localMs) };
    }
    this.#refused += Number(kind === "rateLimited");
    this.remaining = Math.min(this.remaining, remaining);
    const others = Math.max((this.#limit ?? 0) - remaining - (this.#sent - this.#refused), 0);
    this.#before ??= others;
    this.#others = Math.max(this.#others, others - this.#before);
    if (sentAt >= this.lateAt) {
      this.#othersWhenLate ??= this.#others;
    }
  }

  /** Counts a request of ours that got no response. It may have counted. */
  lost(): void {
    this.remaining--;
  }

  /** The use of it so far. */
  get usage(): WindowUsage {
    return omitUndefined({
      own: this.#sent - this.#refused,
      others: this.#others,
      remaining: this.remaining,
      othersWhenLate: this.#othersWhenLate,
    });
  }

  /** The time of this machine's clock at which it is over for certain. */
  overAt(clock: ServerClock): number {
    return Math.max(latestEnd(this.#end, clock) + this.#lateMs, this.notBefore);
  }

  /**
   * The time of the first request of the next window: a moment after the end, at most a hundredth of the period and a
   * second, and another each time. Of several processes that wait for the same end, so everyone is the first at times.
   */
  nextOpensAt(clock: ServerClock): number {
    return this.overAt(clock) + this.#spreadMs;
  }
}
