/** A time in which no request of a limit is sent, and its reason. */
export interface Cooldown {
  /** The end: milliseconds since the epoch, by this machine's clock. */
  endsAt: number;
  /** `limit`: Datadog said how long. `backoff`: it refused a request without saying so. */
  cause: "limit" | "backoff";
  /** The limit's name (`X-RateLimit-Name`), if Datadog said it. */
  limitName?: string;
}

/** The number of requests that a limit allows at a moment. */
export interface Capacity {
  /** Requests that may be in flight at once, those that are included; infinite if no limit is known. */
  maxInFlight: number;
  /** Present if no request is sent before it ends. */
  cooldown?: Cooldown;
  /** The time at which to look again, even if no response comes in before; milliseconds since the epoch. */
  recheckAt?: number;
}

/** The requests that want a limit's capacity: sent and without a response, or waiting. */
export interface Load {
  inFlight: number;
  waiting: number;
}

/** One of Datadog's limits, for people who wait for it. */
export interface LimitState {
  /** Requests in the queue. */
  waiting: number;
  /** Requests in a window; this and its length are absent if Datadog did not say so. */
  limit?: number;
  periodSeconds?: number;
  /** Present while no request is sent. */
  cooldown?: Cooldown;
}

/** The longest that a request waits for its turn. */
export interface WaitBudget {
  /** There is no use in sending it from then on, in milliseconds since the epoch; infinite if waiting costs no time. */
  deadline: number;
  /** The longest cooldown that it waits for in one piece, in milliseconds. */
  longestCooldownMs: number;
}

/** The budget of a request whose time runs while it waits. */
export function waitUntil(deadline: number): WaitBudget {
  return { deadline, longestCooldownMs: Number.POSITIVE_INFINITY };
}

/** The budget of a request that waits for any number of cooldowns, none of them longer than this. */
export function waitForEach(longestCooldownMs: number): WaitBudget {
  return { deadline: Number.POSITIVE_INFINITY, longestCooldownMs };
}

/** The budget of a request that waits for no cooldown, not even for one that is just ending. */
export function noWaiting(deadline: number): WaitBudget {
  return { deadline, longestCooldownMs: Number.NEGATIVE_INFINITY };
}

/**
 * True if a cooldown is longer than a request may wait: then it fails at once.
 *
 * At 10:00:00 a cooldown that ends at 10:00:40 exceeds a deadline of 10:00:30, and a budget for cooldowns of 30 s each. It
 * does not exceed a budget for cooldowns of 60 s each, however many there have been.
 */
export function exceeds({ endsAt }: Cooldown, budget: WaitBudget, nowMs: number): boolean {
  return endsAt >= budget.deadline || endsAt - nowMs > budget.longestCooldownMs;
}
