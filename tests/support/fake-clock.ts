import type { Clock } from "../../provider/datadog";

/** A clock that stands still but for sleeps, which pass at once; it keeps the list of sleeps that were asked for. */
export class FakeClock implements Clock {
  readonly sleepsMs: number[] = [];

  #nowMs: number;

  constructor(nowMs = Date.parse("2026-11-24T10:00:00Z")) {
    this.#nowMs = nowMs;
  }

  now(): number {
    return this.#nowMs;
  }

  sleep(ms: number): Promise<void> {
    this.sleepsMs.push(ms);
    this.advance(ms);
    return Promise.resolve();
  }

  /** Lets time pass without a sleep, as a slow request does. */
  advance(ms: number): void {
    this.#nowMs += ms;
  }
}
