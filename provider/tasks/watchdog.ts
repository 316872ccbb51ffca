import type { Clock } from "../datadog";
import { everyUnref, type Every } from "./interval";

const lookEveryMs = 1_000;

/** Ends work of which nothing has moved forward for a while: what is waiting, and what was to follow. */
export class Standstill {
  private movedAt: number;
  private readonly clock: Clock;
  private readonly stopTimer: () => void;
  private readonly waiting = new Set<() => void>();

  constructor(
    private readonly deadlineSeconds: number,
    { clock, every = everyUnref }: { clock: Clock; every?: Every | undefined },
  ) {
    this.clock = clock;
    this.movedAt = clock.now();
    this.stopTimer = every(lookEveryMs, () => {
      if (this.isReached()) {
        for (const giveUp of this.waiting) {
          giveUp();
        }
      }
    });
  }

  /** Runs something that moves the work forward; rejects with `error()` where the standstill comes first. */
  async orDone(run: () => Promise<void>, error: () => Error): Promise<void> {
    if (this.isReached()) {
      throw error();
    }
    await new Promise<void>((resolve, reject) => {
      const giveUp = () => reject(error());
      this.waiting.add(giveUp);
      run()
        .then(() => {
          this.movedAt = this.clock.now();
          resolve();
        }, reject)
        .finally(() => this.waiting.delete(giveUp));
    });
  }

  /** No more looking. */
  stop(): void {
    this.stopTimer();
  }

  private isReached(): boolean {
    return this.clock.now() - this.movedAt > this.deadlineSeconds * 1000;
  }
}
