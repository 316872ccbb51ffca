/** A calendar-aligned fixed window, as Datadog's: at most `limit` requests in each `periodSeconds` of the clock. */
export interface RateLimit {
  /** Requests per period (`X-RateLimit-Limit`), a positive whole number. */
  readonly limit: number;
  /** Length of the window in seconds (`X-RateLimit-Period`), a positive whole number. */
  readonly periodSeconds: number;
  /** `X-RateLimit-Name`. @defaultValue "personal_access_tokens" */
  readonly name?: string;
  /**
   * The requests that are counted and limited, and whose responses carry the headers: all, those for tokens (without the three that tell
   * who asks), or DELETE alone. @defaultValue "all"
   */
  readonly counts?: "all" | "tokens" | "revocations";
}

/** The decision of the limiter on one request. */
export interface RateLimitDecision {
  /** `false` if the request exceeds the limit and gets a 429. */
  readonly allowed: boolean;
  /** The `X-RateLimit-*` headers of the response; empty for a request that the limit is not about. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Counts the requests of the current window. Nothing is refused if there is no limit. */
export class RateLimiter {
  readonly #limit: RateLimit | undefined;
  readonly #now: () => number;
  #window = 0;
  #used = 0;

  /** @throws RangeError if the limit or the period is no positive whole number. */
  constructor(limit: RateLimit | undefined, now: () => number = Date.now) {
    if (limit !== undefined && !(isCount(limit.limit) && isCount(limit.periodSeconds))) {
      throw new RangeError("A rate limit needs a positive whole number of requests and of seconds.");
    }
    this.#limit = limit;
    this.#now = now;
  }

  /** Counts a request if `spend` is true and one is left of the window; returns whether it is allowed, and its headers. */
  consume(method: string, spend = true, isAboutTokens = true): RateLimitDecision {
    const rate = this.#limit;
    if (
      rate === undefined ||
      (rate.counts === "revocations" && method !== "DELETE") ||
      (rate.counts === "tokens" && !isAboutTokens)
    ) {
      return { allowed: true, headers: {} };
    }
    const periodMs = rate.periodSeconds * 1000;
    const nowMs = this.#now();
    const window = Math.floor(nowMs / periodMs);
    if (window !== this.#window) {
      this.#window = window;
      this.#used = 0;
    }
    const allowed = this.#used < rate.limit;
    if (allowed && spend) {
      this.#used += 1;
    }
    return {
      allowed,
      headers: {
        "X-RateLimit-Limit": String(rate.limit),
        "X-RateLimit-Period": String(rate.periodSeconds),
        "X-RateLimit-Remaining": String(rate.limit - this.#used),
        // Rounded up: who waits this long is never early.
        "X-RateLimit-Reset": String(Math.ceil(((window + 1) * periodMs - nowMs) / 1000)),
        "X-RateLimit-Name": rate.name ?? "personal_access_tokens",
      },
    };
  }

  /** The words of a 429, as recorded from Datadog (DataDog/terraform-provider-datadog#1371). */
  get refusal(): string {
    const { limit, periodSeconds } = this.#limit ?? { limit: 0, periodSeconds: 0 };
    return `Rate limit of ${limit} requests in ${periodSeconds} seconds reached. Please try again later.`;
  }
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0;
}
