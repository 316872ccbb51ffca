import type { Clock } from "../../../provider/datadog";
import type { Line } from "./line";

/** The clock of one process: the world's time and its own error. Its sleeps pass as soon as nothing else is to be done. */
export class ProcessClock implements Clock {
  readonly #line: Line;
  #sleepers: { wakesAt: number; wake: () => void }[] = [];

  constructor(line: Line) {
    this.#line = line;
  }

  now(): number {
    return this.#line.world.nowMs + this.#line.clockAheadMs;
  }

  async sleep(ms: number): Promise<void> {
    this.#line.throwIfCut();
    await new Promise<void>((wake) => {
      this.#sleepers.push({ wakesAt: this.now() + ms, wake });
      setImmediate(() => this.#wakeNext());
    });
    this.#line.throwIfCut();
  }

  #wakeNext(): void {
    const wakesAt = Math.min(...this.#sleepers.map((sleeper) => sleeper.wakesAt));
    const index = this.#sleepers.findIndex((sleeper) => sleeper.wakesAt === wakesAt);
    const [next] = this.#sleepers.splice(index, 1);
    this.#line.world.pass(Math.max(wakesAt - this.now(), 0));
    next?.wake();
  }
}
