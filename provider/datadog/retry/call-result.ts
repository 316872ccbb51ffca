import type { AttemptResult } from "../http/attempt";
import type { Clock } from "../http/clock";
import type { Endpoint } from "../api/endpoint";
import type { PacingGate } from "../rate-limit/request-scheduler";

/** What a delivery needs to know: how to make one attempt, and how long to go on. */
export interface DeliveryPlan {
  endpoint: Endpoint;
  attempt: (timeoutMs: number) => Promise<AttemptResult>;
  requestTimeoutMs: number;
  /** How long all attempts and waits may take together. */
  allowedMs: number;
  /** `false`: waiting in front of the gate takes none of that time, but no closure longer than it is waited for. */
  runsWhileWaiting: boolean;
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
  /** How much time was left; this and the next are absent for a delivery that does not wait at all. */
  secondsLeft?: number;
  /** The longest that a delivery waits whose time does not run meanwhile. */
  longestWaitSeconds?: number;
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
