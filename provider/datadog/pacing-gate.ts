import { systemClock, type Clock } from "./clock";

/** A gate that is shut: until when (milliseconds since the epoch), and for which of Datadog's limits, where it said so. */
export interface Closure {
  openAt: number;
  /** The answer's `X-RateLimit-Name`. */
  limitName?: string;
}

/** What a gate is built from. */
export interface PacingGateOptions {
  /** The time that `openAt` and deadlines are measured in; share it with the clients. @default systemClock */
  clock?: Clock;
  /** A number from 0 (included) to 1 (excluded). @default Math.random */
  random?: () => number;
}

const longestSpreadMs = 1000;
const spreadShare = 0.1;

/**
 * Holds back every call of one credential to one API while Datadog's rate limit is spent: what one call learns from a
 * 429, all wait for. Calls ask before each attempt.
 */
export class PacingGate {
  readonly #clock: Clock;
  readonly #random: () => number;
  #closure: Closure = { openAt: Number.NEGATIVE_INFINITY };

  constructor({ clock = systemClock, random = Math.random }: PacingGateOptions = {}) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Keeps the gate shut until then; a gate that is shut for longer stays so. */
  close(closure: Closure): void {
    if (closure.openAt > this.#closure.openAt) {
      this.#closure = closure;
    }
  }

  /** Why and how long the gate is shut, or undefined where it is open. */
  closure(): Closure | undefined {
    return this.#closure.openAt > this.#clock.now() ? this.#closure : undefined;
  }

  /**
   * Waits until the gate is open. Where that is not before the deadline (milliseconds since the epoch), it answers at once
   * with what keeps the gate shut.
   *
   * Those who waited are let through spread over a moment, at most a tenth of the wait and a second: always after the
   * opening, never before, so that they don't all meet in the window's first instant.
   */
  async waitUntilOpen(deadline: number): Promise<Closure | undefined> {
    for (let closure = this.closure(); closure !== undefined; closure = this.closure()) {
      if (closure.openAt >= deadline) {
        return closure;
      }
      const waitMs = closure.openAt - this.#clock.now();
      const spreadMs = Math.min(longestSpreadMs, waitMs * spreadShare, (deadline - closure.openAt) / 2);
      await this.#clock.sleep(waitMs + this.#random() * spreadMs);
    }
    return undefined;
  }
}
