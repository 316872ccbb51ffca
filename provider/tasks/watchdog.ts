import type { Clock } from "../datadog";
import { unrefInterval, type Interval } from "./interval";

const lookEveryMs = 1_000;

/**
 * Ends work of which nothing has moved forward for a while: what is waiting, and what was to follow. With a deadline of
 * 300 s and the last success at 10:00:00, whatever waits at 10:05:01 is given up.
 */
export class Watchdog {
  readonly #clock: Clock;
  readonly #deadlineSeconds: number;
  readonly #stopTimer: () => void;
  readonly #waiting = new Set<() => void>();
  #movedAt: number;

  constructor(
    deadlineSeconds: number,
    { clock, interval = unrefInterval }: { clock: Clock; interval?: Interval | undefined },
  ) {
    this.#clock = clock;
    this.#deadlineSeconds = deadlineSeconds;
    this.#movedAt = clock.now();
    this.#stopTimer = interval(lookEveryMs, () => {
      if (this.#isReached()) {
        for (const giveUp of this.#waiting) {
          giveUp();
        }
      }
    });
  }

  /** Runs something that moves the work forward; rejects with `error()` if the deadline comes first. */
  async guard(run: () => Promise<void>, error: () => Error): Promise<void> {
    if (this.#isReached()) {
      throw error();
    }
    await new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        reject(error());
      };
      this.#waiting.add(giveUp);
      run()
        .then(() => {
          this.#movedAt = this.#clock.now();
          resolve();
        }, reject)
        .finally(() => this.#waiting.delete(giveUp));
    });
  }

  /** Stops looking. */
  stop(): void {
    this.#stopTimer();
  }

  #isReached(): boolean {
    return this.#clock.now() - this.#movedAt > this.#deadlineSeconds * 1000;
  }
}
