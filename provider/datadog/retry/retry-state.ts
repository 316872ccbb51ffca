import type { AttemptResult } from "../http/attempt";
import type { Delivery, DeliveryPlan, HeldBack, Tally } from "./call-result";
import { FailedAttempt } from "./failed-attempt";
import type { Closure } from "../rate-limit/cooldown";
import { outlasts, patienceUntil, type Patience } from "../rate-limit/wait-budget";
import { readRateLimitHeaders } from "../rate-limit/rate-limit-headers";
import { backoffMs, verdictOn, type Verdict } from "./retry-policy";

/** The state of one delivery between its attempts: what was counted, and what to wait for before the next one. */
export class OngoingDelivery {
  readonly #plan: DeliveryPlan;
  readonly #startedAt: number;
  #attempts = 0;
  #lostAttempts = 0;
  #failures = 0;
  /** Time in front of the gate. */
  #waitedMs = 0;
  #pauseMs = 0;
  #lastResult: AttemptResult | undefined;

  constructor(plan: DeliveryPlan) {
    this.#plan = plan;
    this.#startedAt = plan.clock.now();
  }

  /** One attempt with the waiting before it; throws `FailedAttempt` where there may be another. */
  async attempt(): Promise<Delivery> {
    const { clock, gate, endpoint } = this.#plan;
    if (this.#pauseMs > 0) {
      await clock.sleep(this.#pauseMs);
    }
    if (this.#millisecondsLeft() <= 0) {
      return this.gaveUp();
    }
    const joinedAt = clock.now();
    const turn = await gate.pass(endpoint, this.#patience(), () => {
      this.#waitedMs += clock.now() - joinedAt;
      return this.#send();
    });
    switch (turn.kind) {
      case "heldBack":
        return { ...this.#heldBack(turn.closure), ...this.#timeLeft() };
      case "outOfTime":
        return this.gaveUp();
      case "sent":
        return this.#judge(turn.result);
    }
  }

  /** One attempt that neither waits at the gate nor shuts it. */
  async attemptOnce(): Promise<Delivery> {
    const { clock, gate, endpoint } = this.#plan;
    const turn = await gate.observe(endpoint, this.#deadline(), () => this.#send());
    if (turn.kind === "heldBack") {
      return this.#heldBack(turn.closure);
    }
    if (turn.kind === "outOfTime") {
      return this.gaveUp();
    }
    const { result } = turn;
    const verdict = verdictOn(result);
    if (verdict === "final") {
      return { ...this.#tally(), end: "answered", result };
    }
    if (verdict !== "rateLimited" || result.kind !== "answer") {
      return this.gaveUp();
    }
    const { resetSeconds, name } = readRateLimitHeaders(result.headers, clock.now());
    return resetSeconds === undefined
      ? this.gaveUp()
      : {
          ...this.#tally(),
          end: "heldBack",
          waitSeconds: resetSeconds,
          ...(name && { limitName: name }),
          result,
        };
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

  #judge(result: AttemptResult): Delivery {
    const verdict = verdictOn(result);
    switch (verdict) {
      case "final":
        return { ...this.#tally(), end: "answered", result };
      case "rateLimited":
        return this.#waitForLimit(result);
      default:
        return this.#backOff(verdict);
    }
  }

  /** The gate knows already how long; whoever can't wait for that gives up at once. */
  #waitForLimit(result: AttemptResult): Delivery {
    const { gate, clock, endpoint } = this.#plan;
    this.#pauseMs = 0;
    const closure = gate.closure(endpoint);
    if (closure === undefined || !outlasts(closure, this.#patience(), clock.now())) {
      throw new FailedAttempt("rateLimited");
    }
    return closure.cause === "backoff"
      ? this.gaveUp()
      : { ...this.#heldBack(closure), ...this.#timeLeft(), result };
  }

  /** Pauses this call alone. */
  #backOff(verdict: Verdict): Delivery {
    this.#failures++;
    this.#pauseMs = backoffMs(this.#failures, this.#plan.random);
    if (this.#pauseMs < this.#millisecondsLeft()) {
      throw new FailedAttempt(verdict);
    }
    return this.gaveUp();
  }

  #heldBack({ openAt, limitName }: Closure): HeldBack {
    const waitSeconds = Math.max(openAt - this.#plan.clock.now(), 0) / 1000;
    return { ...this.#tally(), end: "heldBack", waitSeconds, ...(limitName && { limitName }) };
  }

  /** When the time is up, in milliseconds since the epoch. */
  #deadline(): number {
    const { allowedMs, runsWhileWaiting } = this.#plan;
    return this.#startedAt + allowedMs + (runsWhileWaiting ? 0 : this.#waitedMs);
  }

  #millisecondsLeft(): number {
    return this.#deadline() - this.#plan.clock.now();
  }

  #patience(): Patience {
    const { allowedMs, runsWhileWaiting } = this.#plan;
    return runsWhileWaiting
      ? patienceUntil(this.#deadline())
      : { deadline: Number.POSITIVE_INFINITY, longestClosureMs: allowedMs };
  }

  #timeLeft(): Pick<HeldBack, "secondsLeft" | "longestWaitSeconds"> {
    const { allowedMs, runsWhileWaiting } = this.#plan;
    return runsWhileWaiting
      ? { secondsLeft: this.#millisecondsLeft() / 1000 }
      : { longestWaitSeconds: allowedMs / 1000 };
  }

  #tally(): Tally {
    const elapsedSeconds = (this.#plan.clock.now() - this.#startedAt) / 1000;
    return { attempts: this.#attempts, lostAttempts: this.#lostAttempts, elapsedSeconds };
  }
}
