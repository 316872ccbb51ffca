import type { Clock } from "../../../provider/datadog";

/** The time at which every virtual clock starts: a whole second. */
export const startOfTime = Date.parse("2026-11-24T10:00:00Z");

/**
 * Time that passes from one sleeper's waking to the next, so that several calls can wait at once, in order, and no test
 * waits for real. It passes only inside `run`, or, for a clock that runs by itself, as soon as nothing else is to be done.
 * It keeps the list of sleeps that were asked for.
 */
export class VirtualClock implements Clock {
  readonly sleepsMs: number[] = [];
  readonly #runsByItself: boolean;
  #nowMs = startOfTime;
  #sleepers: { wakesAt: number; wake: () => void }[] = [];

  constructor({ runsByItself = false } = {}) {
    this.#runsByItself = runsByItself;
  }

  now(): number {
    return this.#nowMs;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.sleepsMs.push(ms);
    if (this.#runsByItself) {
      setImmediate(() => this.#wakeNext());
    }
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
    do {
      await new Promise(setImmediate);
    } while (!running.settled && this.#wakeNext());
    return promise;
  }

  /** Lets time pass until the next sleeper wakes; false if nobody sleeps. */
  #wakeNext(): boolean {
    const next = this.#sleepers.toSorted((a, b) => a.wakesAt - b.wakesAt)[0];
    if (next === undefined) {
      return false;
    }
    this.#sleepers = this.#sleepers.filter((sleeper) => sleeper !== next);
    this.#nowMs = Math.max(this.#nowMs, next.wakesAt);
    next.wake();
    return true;
  }
}
