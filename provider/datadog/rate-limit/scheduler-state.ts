import type { Closure } from "./cooldown";
import type { Endpoint } from "../api/endpoint";

/** What a gate knows and does, for people who wait in front of it. */
export interface PacingState {
  /** Requests that have been sent and not answered. */
  inFlight: number;
  limits: readonly LimitState[];
}

/** What is known about one of Datadog's limits, and who waits for it. */
export interface LimitState {
  endpoints: readonly Endpoint[];
  inFlight: number;
  waiting: number;
  /** `X-RateLimit-Name`; this and what follows is absent where Datadog did not say it. */
  name?: string;
  /** Calls in a period. */
  limit?: number;
  periodSeconds?: number;
  /** Calls left in the period that was heard of last; what is in flight is not counted off. */
  remaining?: number;
  /** Present while no call is sent. */
  closure?: Closure;
}
