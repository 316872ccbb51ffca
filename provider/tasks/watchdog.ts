import type { Clock } from "../datadog";
import { unrefInterval, type Interval } from "./interval";

const checkPeriodMs = 1_000;

/**
 * Rejects guarded work once none of it has finished for `deadlineSeconds`: what is running, and what would start later.
 *
 * With a deadline of 300 s and the last success at 10:00:00, everything that is still unfinished at 10:05:01 is rejected.
 */
export class Watchdog {
  readonly #clock: Clock;
  readonly #deadlineSeconds: number;
  readonly #stopTimer: () => void;
  readonly #waiting = new Set<() => void>();
  #lastProgressAt: number;

  constructor(
    deadlineSeconds: number,
    { clock, interval = unrefInterval }: { clock: Clock; interval?: Interval | undefined },
  ) {
    this.#clock = clock;
    this.#deadlineSeconds = deadlineSeconds;
    this.#lastProgressAt = clock.now();
    this.#stopTimer = interval(checkPeriodMs, () => {
      if (this.#isExpired()) {
        for (const expire of this.#waiting) {
          expire();
        }
      }
    });
  }

  /**
   * Runs a piece of work, whose success starts the deadline anew; rejects with the error if the deadline comes first, which
   * is made for work that has begun, or that has not.
   */
  async guard(run: () => Promise<void>, error: (hasBegun: boolean) => Error): Promise<void> {
    if (this.#isExpired()) {
      throw error(false);
    }
    await new Promise<void>((resolve, reject) => {
      const expire = () => {
        reject(error(true));
      };
      this.#waiting.add(expire);
      run()
        .then(() => {
          this.#lastProgressAt = this.#clock.now();
          resolve();
        }, reject)
        .finally(() => this.#waiting.delete(expire));
    });
  }

  /** Stops the timer. */
  stop(): void {
    this.#stopTimer();
  }

  #isExpired(): boolean {
    return this.#clock.now() - this.#lastProgressAt > this.#deadlineSeconds * 1000;
  }
}
