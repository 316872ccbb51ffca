import type { Clock } from "../../../provider/datadog";
import { startOfTime } from "../lifecycle/virtual-clock";

interface Sleeper {
  wakesAt: number;
  wake: () => void;
}

/** So many turns of the event loop are let pass before time does: what an answer sets off comes first. */
const turnsBeforeTimePasses = 4;

/**
 * Virtual time beside a real network: it passes only while no request is under way, from one sleeper's waking to the next,
 * so that a wait of minutes takes none and an answer of the network takes none of the waiting.
 */
export class NetworkClock implements Clock {
  #nowMs = startOfTime;
  #sleepers: Sleeper[] = [];
  #underWay = 0;
  readonly #passed: (ms: number) => void;

  /** @param passed is told how much time passes */
  constructor(passed: (ms: number) => void = () => undefined) {
    this.#passed = passed;
  }

  now(): number {
    return this.#nowMs;
  }

  /** Seconds that have passed since the start. */
  get elapsedSeconds(): number {
    return (this.#nowMs - startOfTime) / 1000;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((wake, reject) => {
      const sleeper = { wakesAt: this.#nowMs + Math.max(ms, 0), wake };
      this.#sleepers.push(sleeper);
      signal?.addEventListener("abort", () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(new Error("The sleep was cut short."));
      });
    });
  }

  /** Lets no time pass before the network has answered. */
  async during<T>(request: Promise<T>): Promise<T> {
    this.#underWay++;
    try {
      return await request;
    } finally {
      this.#underWay--;
    }
  }

  /** Lets time pass until the promise is settled. */
  async run<T>(promise: Promise<T>): Promise<T> {
    const running = { settled: false };
    const settle = () => {
      running.settled = true;
    };
    promise.then(settle, settle);
    for (let quietTurns = 0; !running.settled;) {
      await new Promise(setImmediate);
      quietTurns = this.#underWay > 0 ? 0 : quietTurns + 1;
      if (quietTurns > turnsBeforeTimePasses) {
        quietTurns = 0;
        this.#wakeNext();
      }
    }
    return promise;
  }

  #wakeNext(): void {
    const [next] = this.#sleepers.toSorted((a, b) => a.wakesAt - b.wakesAt);
    if (next !== undefined) {
      this.#sleepers = this.#sleepers.filter((sleeper) => sleeper !== next);
      const passedMs = Math.max(next.wakesAt - this.#nowMs, 0);
      this.#nowMs += passedMs;
      this.#passed(passedMs);
      next.wake();
    }
  }
}
