import type { AttemptResult, SendAttempt } from "../../../../../provider/datadog/http/attempt";
import type { Clock } from "../../../../../provider/datadog/http/clock";
import { RateLimiter, type RateLimit } from "../../../../../simulator/faults/rate-limit";
import type { VirtualClock } from "../../../../support/lifecycle/virtual-clock";

/** A Datadog on virtual time that does nothing but answer, and count calls against its limit as the simulator does. */
export class LimitedDatadog {
  /** The times at which calls were let through, in milliseconds since the start. */
  readonly allowedAtMs: number[] = [];
  refusals = 0;
  /** The most requests that there were at once. */
  mostAtOnce = 0;
  readonly #clock: VirtualClock;
  readonly #limiter: RateLimiter;
  readonly #latencyMs: number;
  #atOnce = 0;

  /** @param limitBehindMs how far the clock that the limit goes by is behind the one that `Date` shows */
  constructor(clock: VirtualClock, limit: RateLimit, latencyMs = 50, limitBehindMs = 0) {
    this.#clock = clock;
    this.#latencyMs = latencyMs;
    this.#limiter = new RateLimiter(limit, () => clock.now() - limitBehindMs);
  }

  readonly send: SendAttempt = async ({ method }) => {
    this.#atOnce++;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
    await this.#clock.sleep(this.#latencyMs / 2);
    const { allowed, headers } = this.#limiter.consume(method);
    const date = new Date(this.#clock.now()).toUTCString();
    if (allowed) {
      this.allowedAtMs.push(this.#clock.elapsedMs);
    } else {
      this.refusals++;
    }
    await this.#clock.sleep(this.#latencyMs / 2);
    this.#atOnce--;
    return responseWith(allowed ? 204 : 429, { date, ...headers });
  };
}

function responseWith(status: number, headers: Readonly<Record<string, string>>): AttemptResult {
  const lowerCased = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    kind: "response",
    status,
    headers: Object.fromEntries(lowerCased) as Record<string, string>,
    body: "",
  };
}

/** A machine whose clock is wrong by so many milliseconds. */
export function skewed(clock: Clock, aheadMs: number): Clock {
  return {
    now: () => clock.now() + aheadMs,
    sleep: (ms, signal) => clock.sleep(ms, signal),
  };
}
