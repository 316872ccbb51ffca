import type { Clock } from "../datadog";
import { sleepsThrough } from "../datadog/http/clock";

/** The time without a removal that begins or ends after which a run has probably removed all else. */
const quietMs = 1_000;

/**
 * The removals of a process. Of a destroy no check tells what else is removed, and the engine removes what does not depend on
 * each other at once: so a resource that holds the run's own token waits for the others.
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
   * Waits, inside of a removal, until no other one has been under way for a second; who waits here too is none.
   *
   * @returns how many have failed; 1 if the run is interrupted.
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
