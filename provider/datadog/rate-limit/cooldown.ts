/** Why and how long no call of a limit is sent. */
export interface Closure {
  /** When it ends: milliseconds since the epoch, by this machine's clock. */
  openAt: number;
  /** `limit`: Datadog said how long. `backoff`: it refused a call without saying so. */
  cause: "limit" | "backoff";
  /** The limit's name (`X-RateLimit-Name`), where Datadog said it. */
  limitName?: string;
}

/** What a limit allows at a moment. */
export interface Allowance {
  /** How many calls may be in flight at once, those that are included; infinite where no limit is known. */
  atMost: number;
  /** Present where no call is sent before it ends. */
  closure?: Closure;
  /** When to look again, even if no answer comes in before; milliseconds since the epoch. */
  wakeAt?: number;
}

/** What is waiting for an allowance. */
export interface Demand {
  /** Calls sent and not answered. */
  inFlight: number;
  /** Calls that would be sent if they might. */
  waiting: number;
}
