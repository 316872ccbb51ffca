import type { Clock } from "../datadog";
import { formatCount } from "../messages/wording";
import { unrefInterval, type Interval } from "./interval";

/** The options of the progress lines. */
export interface ProgressOptions {
  clock: Clock;
  /** Says what the calls wait for; undefined if they wait for nothing. */
  waitingFor?: () => string | undefined;
  /** Prints a line; the engine shows what a provider prints as an ordinary message. @defaultValue console.log */
  print?: (line: string) => void;
  /** Calls back regularly until it is stopped. @defaultValue an interval that does not keep the process alive */
  interval?: Interval | undefined;
}

const periodMs = 2_000;
const laterPeriodMs = 10_000;
const laterAfterMs = 60_000;

/**
 * Prints the progress of a batch: how many tokens are done, what it waits for, how long it may still take.
 *
 * After 250 of 1,000 tokens in 20 s: `Datadog: 250 of 1,000 tokens asked for; about 60 s left`.
 */
export class Progress {
  readonly #total: number;
  readonly #options: ProgressOptions;
  readonly #startedAt: number;
  readonly #stopTimer: () => void;
  #done = 0;
  #failed = 0;
  #lastLineAt: number;

  constructor(total: number, options: ProgressOptions) {
    this.#total = total;
    this.#options = options;
    this.#startedAt = this.#lastLineAt = options.clock.now();
    this.#stopTimer = (options.interval ?? unrefInterval)(periodMs, () => this.#tick());
  }

  /** Counts a token that is done, or has failed. */
  settled(isDone: boolean): void {
    if (isDone) {
      this.#done += 1;
    } else {
      this.#failed += 1;
    }
  }

  /** Stops printing. */
  stop(): void {
    this.#stopTimer();
  }

  #tick(): void {
    const now = this.#options.clock.now();
    // A line every 10 s after the first minute: an hour of waiting takes 384 lines, not 1,800.
    const isLater = now - this.#startedAt > laterAfterMs;
    if (now - this.#lastLineAt < (isLater ? laterPeriodMs : periodMs)) {
      return;
    }
    this.#lastLineAt = now;
    (this.#options.print ?? console.log)(this.#line(now));
  }

  #line(now: number): string {
    const settled = this.#done + this.#failed;
    const parts = [`${formatCount(settled)} of ${formatCount(this.#total)} tokens asked for`];
    if (this.#failed > 0) {
      parts.push(`${formatCount(this.#failed)} failed`);
    }
    const waiting = this.#options.waitingFor?.();
    if (waiting) {
      parts.push(waiting);
    }
    const left = ((now - this.#startedAt) / settled) * (this.#total - settled);
    if (settled > 0) {
      parts.push(`about ${duration(left)} left`);
    }
    return `Datadog: ${parts.join("; ")}`;
  }
}

function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
