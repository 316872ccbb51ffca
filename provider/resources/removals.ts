import type { Clock } from "../datadog";
import { sleepsThrough } from "../datadog/http/clock";

/** Once no removal has begun or ended for this long, the run has probably removed everything else. In milliseconds. */
const quietMs = 1_000;

/**
 * The removals of a process. In a destroy nothing tells the provider beforehand what will be removed, and the engine removes
 * resources at the same time if they don't depend on each other: so a resource that holds the run's own token waits for the
 * others.
 */
export class Removals {
  readonly #clock: Clock;
  #underWay = 0;
  #changedAt = 0;
  #failed = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Runs the removal of one resource. */
  async run(remove: () => Promise<void>): Promise<void> {
    this.#change(1);
    try {
      await remove();
    } catch (error) {
      this.#failed += 1;
      throw error;
    } finally {
      this.#change(-1);
    }
  }

  /**
   * Waits, within a removal, until no other removal has been under way for a second. Those that wait here don't count.
   *
   * @returns the number of removals that have failed; at least 1 if the run is interrupted.
   */
  async othersSettled(): Promise<number> {
    this.#change(-1);
    try {
      for (;;) {
        const waitMs = this.#underWay > 0 ? quietMs : this.#changedAt + quietMs - this.#clock.now();
        if (waitMs <= 0) {
          return this.#failed;
        }
        if (!(await sleepsThrough(this.#clock, waitMs))) {
          return Math.max(this.#failed, 1);
        }
      }
    } finally {
      this.#change(1);
    }
  }

  #change(by: 1 | -1): void {
    this.#underWay += by;
    this.#changedAt = this.#clock.now();
  }
}
