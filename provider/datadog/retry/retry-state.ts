import { interruptedBy, type AttemptResult } from "../http/attempt";
import { sleepsThrough } from "../http/clock";
import { backoffMs } from "../rate-limit/backoff";
import {
  exceeds,
  noWaiting,
  waitForEach,
  waitUntil,
  type Cooldown,
  type WaitBudget,
} from "../rate-limit/cooldown";
import { readRateLimitHeaders } from "../rate-limit/rate-limit-headers";
import { omitUndefined } from "../token/omit-undefined";
import type { CallResult, RateLimited, RetriesExhausted, RetryOptions, Tally } from "./call-result";
import { mayBeTheReason, retryDecision, type RetryDecision } from "./retry-policy";

/** Tells the retry loop that another attempt may follow; it never leaves the loop. */
export class FailedAttempt extends Error {
  constructor(readonly decision: RetryDecision) {
    super(decision);
  }
}

/** The state of one call between its attempts: what was counted, and what to wait for before the next one. */
export class RetryState {
  readonly #options: RetryOptions;
  readonly #startedAt: number;
  #attempts = 0;
  #lostAttempts = 0;
  #failures = 0;
  /** Time in the queue. */
  #queuedMs = 0;
  #pauseMs = 0;
  #lastResult: AttemptResult | undefined;

  constructor(options: RetryOptions) {
    this.#options = options;
    this.#startedAt = options.clock.now();
  }

  /** Makes one attempt with the waiting before it; throws `FailedAttempt` if there may be another. */
  async attempt(): Promise<CallResult> {
    const { clock, scheduler, endpoint, retry, interruption } = this.#options;
    if (this.#pauseMs > 0) {
      await sleepsThrough(clock, this.#pauseMs, interruption);
    }
    if (interruption?.aborted) {
      return this.#interrupted(interruption);
    }
    if (this.#millisecondsLeft() <= 0) {
      return this.exhausted();
    }
    const queuedAt = clock.now();
    const place = { budget: this.#budget(), isObservation: !retry, interruption };
    const turn = await scheduler.schedule(endpoint, place, () => {
      this.#queuedMs += clock.now() - queuedAt;
      return this.#send();
    });
    switch (turn.kind) {
      case "rateLimited":
        return this.#rateLimited(turn.cooldown);
      case "deadlineExceeded":
        return interruption?.aborted ? this.#interrupted(interruption) : this.exhausted();
      case "sent":
        return this.#judge(turn.result);
    }
  }

  /** The end without a response that stands, with the last result that there was. */
  exhausted(): RetriesExhausted {
    return omitUndefined({ ...this.#tally(), end: "retriesExhausted" as const, result: this.#lastResult });
  }

  async #send(): Promise<AttemptResult> {
    const { sendAttempt, requestTimeoutMs } = this.#options;
    this.#attempts++;
    const result = await sendAttempt(Math.min(requestTimeoutMs, this.#millisecondsLeft()));
    this.#lastResult = result;
    if (mayBeTheReason(result)) {
      this.#lostAttempts++;
    }
    return result;
  }

  #judge(result: AttemptResult): CallResult {
    const decision = retryDecision(result);
    switch (decision) {
      case "final":
        return { ...this.#tally(), end: "completed", result };
      case "rateLimited":
        return this.#coolDown(result);
      case "lost":
      case "unsent":
        return this.#backOff(decision);
    }
  }

  #interrupted(interruption: AbortSignal): CallResult {
    return { ...this.#tally(), end: "completed", result: interruptedBy(interruption, this.#attempts > 0) };
  }

  /** The scheduler waits as long as it takes; a call that can't wait for that gives up at once. */
  #coolDown(result: AttemptResult): CallResult {
    this.#pauseMs = 0;
    const cooldown = this.#cooldownAfter(result);
    if (cooldown === undefined || !exceeds(cooldown, this.#budget(), this.#options.clock.now())) {
      throw new FailedAttempt("rateLimited");
    }
    return cooldown.cause === "backoff" ? this.exhausted() : { ...this.#rateLimited(cooldown), result };
  }

  /** The cooldown that a 429 began; that of an observation, which begins none for others, is in its headers. */
  #cooldownAfter(result: AttemptResult): Cooldown | undefined {
    const { scheduler, clock, endpoint, retry } = this.#options;
    if (retry || result.kind !== "response") {
      return scheduler.cooldown(endpoint);
    }
    const { resetSeconds, name: limitName } = readRateLimitHeaders(result.headers, clock.now());
    return resetSeconds === undefined
      ? undefined
      : omitUndefined({ endsAt: clock.now() + resetSeconds * 1000, cause: "limit" as const, limitName });
  }

  /** Pauses this call alone. */
  #backOff(decision: RetryDecision): CallResult {
    this.#failures++;
    this.#pauseMs = backoffMs(this.#failures, this.#options.random);
    if (this.#pauseMs < this.#millisecondsLeft()) {
      throw new FailedAttempt(decision);
    }
    return this.exhausted();
  }

  #rateLimited({ endsAt, limitName }: Cooldown): RateLimited {
    const waitSeconds = Math.max(endsAt - this.#options.clock.now(), 0) / 1000;
    const end = "rateLimited" as const;
    return omitUndefined({ ...this.#tally(), end, waitSeconds, limitName, ...this.#longestWait() });
  }

  /** The end of the time, in milliseconds since the epoch. */
  #deadline(): number {
    const { deadlineMs, deadlineIncludesQueueTime } = this.#options;
    return this.#startedAt + deadlineMs + (deadlineIncludesQueueTime ? 0 : this.#queuedMs);
  }

  #millisecondsLeft(): number {
    return this.#deadline() - this.#options.clock.now();
  }

  #budget(): WaitBudget {
    const { deadlineMs, deadlineIncludesQueueTime, retry } = this.#options;
    if (!retry) {
      return noWaiting(this.#deadline());
    }
    return deadlineIncludesQueueTime ? waitUntil(this.#deadline()) : waitForEach(deadlineMs);
  }

  /** The wait that a cooldown exceeds, for people; nothing for a call that does not wait. */
  #longestWait(): Pick<RateLimited, "secondsLeft" | "longestWaitSeconds"> {
    const { deadlineMs, deadlineIncludesQueueTime, retry } = this.#options;
    if (!retry) {
      return {};
    }
    return deadlineIncludesQueueTime
      ? { secondsLeft: this.#millisecondsLeft() / 1000 }
      : { longestWaitSeconds: deadlineMs / 1000 };
  }

  #tally(): Tally {
    const elapsedSeconds = (this.#options.clock.now() - this.#startedAt) / 1000;
    return { attempts: this.#attempts, lostAttempts: this.#lostAttempts, elapsedSeconds };
  }
}
