import type { Clock } from "../../../../../provider/datadog";

/** Where every virtual clock starts: on a whole second. */
export const startOfTime = Date.parse("2026-11-24T10:00:00Z");

/**
 * Time that passes only inside `run`, from one sleeper's waking to the next: several calls can wait at once, in order,
 * and no test waits for real. It keeps the list of sleeps that were asked for.
 */
export class VirtualClock implements Clock {
  readonly sleepsMs: number[] = [];
  #nowMs = startOfTime;
  #sleepers: { wakesAt: number; wake: () => void }[] = [];

  now(): number {
    return this.#nowMs;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.sleepsMs.push(ms);
    return new Promise((wake, reject) => {
      const sleeper = { wakesAt: this.#nowMs + ms, wake };
      this.#sleepers.push(sleeper);
      signal?.addEventListener("abort", () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(new Error("The sleep was cut short."));
      });
    });
  }

  /** Milliseconds that have passed since the start. */
  get elapsedMs(): number {
    return this.#nowMs - startOfTime;
  }

  /** Lets time pass without a sleep, as a slow request does. */
  advance(ms: number): void {
    this.#nowMs += ms;
  }

  /** Lets time pass until the promise is settled. */
  async run<T>(promise: Promise<T>): Promise<T> {
    const running = { settled: false };
    const settle = () => {
      running.settled = true;
    };
    promise.then(settle, settle);
    for (;;) {
      await new Promise(setImmediate);
      const next = this.#sleepers.toSorted((a, b) => a.wakesAt - b.wakesAt)[0];
      if (running.settled || next === undefined) {
        return promise;
      }
      this.#sleepers = this.#sleepers.filter((sleeper) => sleeper !== next);
      this.#nowMs = Math.max(this.#nowMs, next.wakesAt);
      next.wake();
    }
  }
}
