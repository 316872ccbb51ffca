import { omitUndefined } from "../token/omit-undefined";
import { SharedBackoff, shortestPauseMs } from "./backoff";
import type { CallOutcome } from "./call-outcome";
import { clockProbes } from "./clock-probes";
import type { Capacity, Cooldown, Load } from "./cooldown";
import { FairShare } from "./fair-share";
import { RateLimitWindow } from "./rate-limit-window";
import type { ServerClock } from "./server-clock";
import { compareEnds, laterEnd, latestEnd, windowEndIn, type WindowEnd } from "./window-end";

/** The delay of windows' ends after one that came late, in milliseconds: doubled each time. */
const firstLateMs = 50;
const longestLateMs = 1000;

/**
 * One of Datadog's limits, as far as the responses have told of it, and the capacity that it leaves.
 *
 * | known                               | in flight at most                                        | limit of 50, 20 left |
 * |-------------------------------------|----------------------------------------------------------|----------------------|
 * | nothing, or nothing since a 429     | 1, whose response the others wait for                    | 1                    |
 * | responses do not tell of a limit    | any number                                               | ∞                    |
 * | requests are left in this window    | our share of them, which is all unless others spend, too | 20                   |
 * | none is left                        | 0 until the window's end, and then all of the next       | 0, then 50           |
 * | refused, without a word of how long | 0 for a backoff                                          | 0, then 1            |
 */
export class RateLimit {
  readonly name: string | undefined;
  #limit: number | undefined;
  #periodSeconds: number | undefined;
  #window: RateLimitWindow | undefined;
  /** Requests sent from then on bring news; undefined if none are needed. */
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

  /** Requests in a window and its length, as far as Datadog said so. */
  get known(): { limit?: number; periodSeconds?: number } {
    return omitUndefined({ limit: this.#limit, periodSeconds: this.#periodSeconds });
  }

  /** Counts a request that is sent. */
  sent(): void {
    this.#window?.sent();
  }

  /** The capacity at `nowMs`. */
  capacity(nowMs: number, { inFlight, waiting }: Load): Capacity {
    this.#rollOver(nowMs, inFlight);
    const cooldown = this.#cooldown(nowMs, 0);
    if (cooldown !== undefined) {
      return { maxInFlight: 0, cooldown, recheckAt: this.#resumesAt(cooldown) };
    }
    if (this.#unknownSince !== undefined) {
      return { maxInFlight: 1 };
    }
    return this.#window === undefined
      ? { maxInFlight: Number.POSITIVE_INFINITY }
      : this.#capacityOf(this.#window, nowMs, inFlight + waiting);
  }

  /** The reason why not even one more request has a chance at `nowMs`, with so many in flight; undefined if it has. */
  cooldown(nowMs: number, inFlight: number): Cooldown | undefined {
    this.#rollOver(nowMs, inFlight);
    const cooldown = this.#cooldown(nowMs, inFlight);
    return cooldown !== undefined && cooldown.endsAt > nowMs ? cooldown : undefined;
  }

  /** Takes the outcome of a request into account. */
  learn(outcome: CallOutcome): void {
    const { kind, headers, sentAt, isObservation } = outcome;
    const isRefused = kind === "rateLimited";
    if (this.#unknownSince !== undefined && sentAt >= this.#unknownSince && !(isRefused && isObservation)) {
      this.#unknownSince = undefined;
    }
    if (kind === "lost") {
      this.#window?.lost();
    }
    if (kind === "responded") {
      this.#backoff.succeeded(outcome);
    }
    this.#limit = headers.limit ?? this.#limit;
    this.#periodSeconds = headers.periodSeconds ?? this.#periodSeconds;
    const end = windowEndIn(headers, outcome);
    const delaysOthers = isRefused && !isObservation;
    if (end !== undefined && (headers.remaining !== undefined || delaysOthers)) {
      this.#count(end, isRefused ? 0 : (headers.remaining ?? 0), outcome);
    } else if (delaysOthers) {
      this.#backoff.failed(outcome);
      this.#unknownSince = this.#backoff.until;
    }
  }

  #count(end: WindowEnd, remaining: number, outcome: CallOutcome): void {
    const known = this.#window;
    const order = known ? compareEnds(end, known.end, this.#clock, this.#periodSeconds) : 1;
    if (order < 0 && known !== undefined && outcome.sentAt < known.beganAt) {
      return; // A response that was late: its window is over.
    }
    if (order < 0) {
      // It has not ended yet, although it should have: the limit's clock is not the one that `Date` shows.
      this.#lateMs = Math.min(Math.max(this.#lateMs * 2, firstLateMs), longestLateMs);
    }
    const window = order === 0 && known ? known : this.#begin(end, outcome.receivedAt, outcome.inFlight);
    window.responded(end, remaining, outcome);
    if (outcome.kind === "rateLimited") {
      window.notBefore = outcome.receivedAt + shortestPauseMs;
      this.#unknownSince = window.overAt(this.#clock);
    }
  }

  #capacityOf(window: RateLimitWindow, nowMs: number, demand: number): Capacity {
    const { remaining, usage, end, lateAt } = window;
    const opensAt = window.nextOpensAt(this.#clock);
    if (this.#share.isSoleUser(usage)) {
      const probes = demand > remaining ? clockProbes(end, this.#clock, nowMs) : undefined;
      return probes === undefined
        ? { maxInFlight: remaining, recheckAt: opensAt }
        : { maxInFlight: Math.max(remaining - probes.count, 0), recheckAt: probes.nextAt };
    }
    const isLate = nowMs >= lateAt;
    const maxInFlight = Math.max(this.#share.allowed(usage, demand, isLate), 0);
    return maxInFlight === 0 && isLate
      ? { maxInFlight, cooldown: this.#cooldownUntilOver(window), recheckAt: opensAt }
      : { maxInFlight, recheckAt: isLate ? opensAt : Math.min(lateAt, opensAt) };
  }

  /** Rolls over to the window that `nowMs` belongs to, if the known one is over: with a period of 5 s and an end at 10:00:05, 10:00:12 belongs to the window that ends at 10:00:15. */
  #rollOver(nowMs: number, inFlight: number): void {
    if (this.#window === undefined || nowMs < this.#window.nextOpensAt(this.#clock)) {
      return;
    }
    if (this.#limit === undefined || this.#periodSeconds === undefined) {
      this.#window = undefined;
      this.#unknownSince = nowMs;
      return;
    }
    const overMs = Math.max(nowMs - latestEnd(this.#window.end, this.#clock), 0);
    const windows = Math.floor(overMs / (this.#periodSeconds * 1000)) + 1;
    this.#begin(laterEnd(this.#window.end, this.#periodSeconds, windows), nowMs, inFlight);
  }

  #begin(end: WindowEnd, beganAt: number, inFlight: number): RateLimitWindow {
    const isPartial = this.#window === undefined;
    if (this.#window !== undefined) {
      this.#share.endWindow(this.#window.usage);
    }
    this.#window = new RateLimitWindow({
      end,
      limit: this.#limit,
      periodSeconds: this.#periodSeconds,
      inFlight,
      beganAt,
      isPartial,
      lateMs: this.#lateMs,
      jitter: this.#random(),
    });
    return this.#window;
  }

  #cooldown(nowMs: number, inFlight: number): Cooldown | undefined {
    if (this.#backoff.until > nowMs) {
      return omitUndefined({ endsAt: this.#backoff.until, cause: "backoff" as const, limitName: this.name });
    }
    return this.#window === undefined || this.#window.remaining > inFlight
      ? undefined
      : this.#cooldownUntilOver(this.#window);
  }

  #cooldownUntilOver(window: RateLimitWindow): Cooldown {
    return omitUndefined({
      endsAt: window.overAt(this.#clock),
      cause: "limit" as const,
      limitName: this.name,
    });
  }

  /** The time at which requests go on after a cooldown, so that everyone who waits for it is past it. */
  #resumesAt({ cause, endsAt }: Cooldown): number {
    return cause === "limit" && this.#window ? this.#window.nextOpensAt(this.#clock) : endsAt;
  }
}
