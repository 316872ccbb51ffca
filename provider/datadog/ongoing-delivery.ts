import type { AttemptResult } from "./attempt";
import type { Delivery, DeliveryPlan, HeldBack, Tally } from "./delivery";
import { FailedAttempt } from "./failed-attempt";
import type { Closure } from "./pacing-gate";
import { rateLimitWaitSeconds } from "./rate-limit-wait";
import { backoffMs, shortestPauseMs, verdictOn, type Verdict } from "./retry-policy";

/** The state of one delivery between its attempts: what was counted, and what to wait for before the next one. */
export class OngoingDelivery {
  readonly #plan: DeliveryPlan;
  readonly #startedAt: number;
  #attempts = 0;
  #lostAttempts = 0;
  #failures = 0;
  #rateLimitsInARow = 0;
  #pauseMs = 0;
  #lastResult: AttemptResult | undefined;

  constructor(plan: DeliveryPlan) {
    this.#plan = plan;
    this.#startedAt = plan.clock.now();
  }

  /** One attempt with the waiting before it; throws `FailedAttempt` where there may be another. */
  async attempt(): Promise<Delivery> {
    const { clock, gate, deadline } = this.#plan;
    if (this.#pauseMs > 0) {
      await clock.sleep(this.#pauseMs);
    }
    const closure = await gate.waitUntilOpen(deadline);
    if (closure !== undefined) {
      return { ...this.#heldBack(closure), secondsLeft: this.#millisecondsLeft() / 1000 };
    }
    if (this.#millisecondsLeft() <= 0) {
      return this.gaveUp();
    }
    const result = await this.#send();
    const verdict = verdictOn(result);
    if (verdict === "final") {
      return { ...this.#tally(), end: "answered", result };
    }
    return verdict === "rateLimited" ? this.#waitForLimit(result) : this.#backOff(verdict);
  }

  /** One attempt that neither waits at the gate nor shuts it. */
  async attemptOnce(): Promise<Delivery> {
    const closure = this.#plan.gate.closure();
    if (closure !== undefined) {
      return this.#heldBack(closure);
    }
    const result = await this.#send();
    const verdict = verdictOn(result);
    if (verdict === "final") {
      return { ...this.#tally(), end: "answered", result };
    }
    const dictated = verdict === "rateLimited" ? this.#dictatedClosure(result) : undefined;
    return dictated === undefined ? this.gaveUp() : { ...this.#heldBack(dictated), result };
  }

  /** The end without an answer, with the last result that there was. */
  gaveUp(): Delivery {
    return { ...this.#tally(), end: "gaveUp", ...(this.#lastResult && { result: this.#lastResult }) };
  }

  async #send(): Promise<AttemptResult> {
    this.#attempts++;
    const result = await this.#plan.attempt(Math.min(this.#plan.requestTimeoutMs, this.#millisecondsLeft()));
    this.#lastResult = result;
    if (verdictOn(result) === "lost") {
      this.#lostAttempts++;
    }
    return result;
  }

  /** Shuts the gate, for this call and all others, until the limit's window ends. */
  #waitForLimit(result: AttemptResult): Delivery {
    const dictated = this.#dictatedClosure(result);
    this.#pauseMs = 0;
    this.#rateLimitsInARow++;
    const backoff = { openAt: this.#plan.clock.now() + backoffMs(this.#rateLimitsInARow, this.#plan.random) };
    const closure = dictated ?? backoff;
    this.#plan.gate.close(closure);
    if (closure.openAt < this.#plan.deadline) {
      throw new FailedAttempt("rateLimited");
    }
    return dictated === undefined
      ? this.gaveUp()
      : { ...this.#heldBack(dictated), secondsLeft: this.#millisecondsLeft() / 1000, result };
  }

  /** Pauses this call alone. */
  #backOff(verdict: Verdict): Delivery {
    this.#rateLimitsInARow = 0;
    this.#failures++;
    this.#pauseMs = backoffMs(this.#failures, this.#plan.random);
    if (this.#pauseMs < this.#millisecondsLeft()) {
      throw new FailedAttempt(verdict);
    }
    return this.gaveUp();
  }

  #dictatedClosure(result: AttemptResult): Closure | undefined {
    const headers = result.kind === "answer" ? result.headers : {};
    const now = this.#plan.clock.now();
    const waitSeconds = rateLimitWaitSeconds(headers, now);
    const limitName = limitNameIn(headers);
    return waitSeconds === undefined
      ? undefined
      : { openAt: now + Math.max(waitSeconds * 1000, shortestPauseMs), ...(limitName && { limitName }) };
  }

  #heldBack({ openAt, limitName }: Closure): HeldBack {
    const waitSeconds = (openAt - this.#plan.clock.now()) / 1000;
    return { ...this.#tally(), end: "heldBack", waitSeconds, ...(limitName && { limitName }) };
  }

  #millisecondsLeft(): number {
    return this.#plan.deadline - this.#plan.clock.now();
  }

  #tally(): Tally {
    const elapsedSeconds = (this.#plan.clock.now() - this.#startedAt) / 1000;
    return { attempts: this.#attempts, lostAttempts: this.#lostAttempts, elapsedSeconds };
  }
}

/** The limit's name, if the header holds one and not anything else. */
function limitNameIn(headers: Readonly<Record<string, string>>): string | undefined {
  return /^[\w.:/ -]{1,100}$/.exec(headers["x-ratelimit-name"] ?? "")?.[0];
}
