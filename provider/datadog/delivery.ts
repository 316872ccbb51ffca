import type { AttemptResult } from "./attempt";
import type { Clock } from "./clock";
import type { PacingGate } from "./pacing-gate";

/** What a delivery needs to know: how to make one attempt, and how long to go on. Times are milliseconds since the epoch. */
export interface DeliveryPlan {
  attempt: (timeoutMs: number) => Promise<AttemptResult>;
  requestTimeoutMs: number;
  deadline: number;
  gate: PacingGate;
  clock: Clock;
  random: () => number;
}

/** How a delivery ended. */
export type Delivery = Answered | GaveUp | HeldBack;

/** A result that stands. */
export interface Answered extends Tally {
  end: "answered";
  result: AttemptResult;
}

/** Too many failures, or no time for another attempt; without a result where there was no time for even one. */
export interface GaveUp extends Tally {
  end: "gaveUp";
  result?: AttemptResult;
}

/** Datadog's rate limit lasts longer than the time left; without a result where it was another call that met it. */
export interface HeldBack extends Tally {
  end: "heldBack";
  waitSeconds: number;
  /** Absent for a delivery that does not wait at all. */
  secondsLeft?: number;
  limitName?: string;
  result?: AttemptResult;
}

/** What a delivery took. */
export interface Tally {
  /** Requests sent. */
  attempts: number;
  /** Requests whose answer was lost, any of which may have taken effect. */
  lostAttempts: number;
  elapsedSeconds: number;
}
