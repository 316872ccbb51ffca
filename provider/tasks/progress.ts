import type { Clock } from "../datadog";
import { formatCount } from "../messages/wording";
import { unrefInterval, type Interval } from "./interval";

/** The way progress lines are printed. */
export interface ProgressOptions {
  clock: Clock;
  /** Tells in words for what the calls are waiting; undefined while they are under way. */
  waitingFor?: () => string | undefined;
  /** Prints a line; the engine shows what a provider prints as an ordinary message. @defaultValue console.log */
  print?: (line: string) => void;
  /** Calls back regularly until it is stopped. @defaultValue an interval that does not keep the process alive */
  interval?: Interval | undefined;
}

const periodMs = 2_000;
const patientPeriodMs = 10_000;
const patientAfterMs = 60_000;

/** Shows people that a batch lives: how much is done, what it waits for, how long it may still take. */
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

  /** One more token is settled, for better or worse. */
  settled(isDone: boolean): void {
    if (isDone) {
      this.#done += 1;
    } else {
      this.#failed += 1;
    }
  }

  /** No more lines. */
  stop(): void {
    this.#stopTimer();
  }

  #tick(): void {
    const now = this.#options.clock.now();
    // An hour behind a rate limit need not fill eighteen hundred lines.
    const isPatient = now - this.#startedAt > patientAfterMs;
    if (now - this.#lastLineAt < (isPatient ? patientPeriodMs : periodMs)) {
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
