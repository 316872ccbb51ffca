import PQueue from "p-queue";
import { Alarm } from "./wake-up-timer";
import type { AttemptResult } from "../http/attempt";
import { CallLimit } from "./rate-limit";
import { reportOn } from "./call-outcome";
import { systemClock, type Clock } from "../http/clock";
import type { Allowance, Closure } from "./cooldown";
import { endpoints, type Endpoint } from "../api/endpoint";
import type { PacingState, LimitState } from "./scheduler-state";
import { outlasts, type Patience } from "./wait-budget";
import { ServerClock } from "./server-clock";
import { WaitingLine, type TurnedAway } from "./request-queue";

/** What a gate is built from. */
export interface PacingGateOptions {
  /** The time that closures and deadlines are measured in; share it with the clients. @defaultValue systemClock */
  clock?: Clock;
  /** A number from 0 (included) to 1 (excluded). @defaultValue Math.random */
  random?: () => number;
  /** Requests at once, whatever the limits allow. @defaultValue 16 */
  concurrency?: number;
}

/** How a call's turn ended. */
export type Turn = { kind: "sent"; result: AttemptResult } | TurnedAway;

interface Line {
  endpoint: Endpoint;
  queue: WaitingLine;
  limit: CallLimit;
  /** Observations in flight, which do not wait in the line. */
  observing: number;
}

/**
 * What every request of one credential to one API passes: it holds them back while Datadog's limits are spent, and sends so
 * many at once. It learns the limits from the headers of every answer; what one call learns, all wait for.
 *
 * Each endpoint has a waiting line. Lines whose answers carry the same `X-RateLimit-Name` share a limit; where there is no
 * name, those with the same method do.
 */
export class PacingGate {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #slots: PQueue;
  readonly #alarm: Alarm;
  readonly #serverClock = new ServerClock();
  readonly #limits = new Map<string, CallLimit>();
  readonly #lines: Readonly<Record<Endpoint, Line>>;

  constructor({ clock = systemClock, random = Math.random, concurrency = 16 }: PacingGateOptions = {}) {
    this.#clock = clock;
    this.#random = random;
    this.#slots = new PQueue({ concurrency });
    this.#alarm = new Alarm(clock, () => {
      this.#update();
    });
    this.#lines = { revoke: this.#line("revoke"), find: this.#line("find"), list: this.#line("list") };
  }

  /** Sends when the call's turn has come, or not at all where what it waits for lasts too long, which it says at once. */
  async pass(endpoint: Endpoint, patience: Patience, send: () => Promise<AttemptResult>): Promise<Turn> {
    const line = this.#lines[endpoint];
    const { closure } = this.#allowance(line.limit);
    if (closure !== undefined && outlasts(closure, patience, this.#clock.now())) {
      return { kind: "heldBack", closure };
    }
    const turn = line.queue.join(patience, () => {
      // What others of the limit may send has become less.
      this.#admitAll(this.#linesOf(line.limit).filter((other) => other !== line));
      return this.#slots.add(() => this.#send(line, patience.deadline, send, false));
    });
    this.#update();
    return turn;
  }

  /**
   * Sends without waiting for a limit, before all others, or not at all where no call is left. What is merely observed
   * counts like every other call, but delays nobody.
   */
  async observe(endpoint: Endpoint, deadline: number, send: () => Promise<AttemptResult>): Promise<Turn> {
    const line = this.#lines[endpoint];
    const closure = line.limit.closureFor(this.#clock.now(), this.#inFlight(line.limit));
    if (closure !== undefined) {
      return { kind: "heldBack", closure };
    }
    line.observing++;
    this.#admitAll(this.#linesOf(line.limit));
    try {
      return await this.#slots.add(() => this.#send(line, deadline, send, true), { priority: 1 });
    } finally {
      line.observing--;
      this.#update();
    }
  }

  /** Why and how long calls to an endpoint wait; undefined where they don't, or only for each other. */
  closure(endpoint: Endpoint): Closure | undefined {
    return this.#lines[endpoint].limit.closureFor(this.#clock.now(), 0);
  }

  /** What is in flight, who waits, for which limit and until when. */
  get state(): PacingState {
    const limits = [...new Set(Object.values(this.#lines).map(({ limit }) => limit))];
    return { inFlight: this.#slots.pending, limits: limits.map((limit) => this.#stateOf(limit)) };
  }

  #stateOf(limit: CallLimit): LimitState {
    const lines = this.#linesOf(limit);
    const { name, periodSeconds, remaining } = limit;
    const { closure } = this.#allowance(limit);
    return {
      endpoints: lines.map(({ endpoint }) => endpoint),
      inFlight: this.#inFlight(limit),
      waiting: this.#waiting(limit),
      ...(name !== undefined && { name }),
      ...(limit.limit !== undefined && { limit: limit.limit }),
      ...(periodSeconds !== undefined && { periodSeconds }),
      ...(remaining !== undefined && { remaining }),
      ...(closure && { closure }),
    };
  }

  #line(endpoint: Endpoint): Line {
    const queue = new WaitingLine(() => {
      this.#update();
    });
    return { endpoint, queue, limit: this.#limitCalled(undefined, endpoint), observing: 0 };
  }

  #limitCalled(name: string | undefined, endpoint: Endpoint): CallLimit {
    const key = name === undefined ? `method ${endpoints[endpoint].method}` : `name ${name}`;
    const known = this.#limits.get(key);
    const limit = known ?? new CallLimit(name, this.#serverClock, this.#random);
    this.#limits.set(key, limit);
    return limit;
  }

  async #send(
    line: Line,
    deadline: number,
    send: () => Promise<AttemptResult>,
    observation: boolean,
  ): Promise<Turn> {
    const sentAt = this.#clock.now();
    if (sentAt >= deadline) {
      return { kind: "outOfTime" };
    }
    line.limit.sent();
    const result = await send();
    const receivedAt = this.#clock.now();
    const inFlight = this.#inFlight(line.limit);
    const report = reportOn(result, { sentAt, receivedAt, inFlight, observation });
    const { name, dateMs } = report.headers;
    if (dateMs !== undefined) {
      this.#serverClock.learn(dateMs, report);
    }
    if (name !== undefined && name !== line.limit.name) {
      line.limit = this.#limitCalled(name, line.endpoint);
      line.limit.sent();
    }
    line.limit.learn(report);
    this.#update();
    return { kind: "sent", result };
  }

  /** Brings the lines in agreement with what is known now. */
  #update(): void {
    const now = this.#clock.now();
    let wakeAt = Number.POSITIVE_INFINITY;
    for (const line of Object.values(this.#lines)) {
      const { closure, wakeAt: nextNews = Number.POSITIVE_INFINITY } = this.#admit(line);
      if (line.queue.waiting > 0) {
        line.queue.sendAway(now, closure);
        wakeAt = Math.min(wakeAt, nextNews, line.queue.earliestDeadline);
      }
    }
    this.#alarm.setTo(wakeAt);
  }

  #admitAll(lines: readonly Line[]): void {
    for (const line of lines) {
      this.#admit(line);
    }
  }

  /** Lets in from a line as many as its limit allows. */
  #admit({ limit, queue }: Line): Allowance {
    const allowance = this.#allowance(limit);
    const elsewhere = this.#inFlight(limit) - queue.inside;
    queue.letIn(Math.min(allowance.atMost - elsewhere, this.#slots.concurrency));
    return allowance;
  }

  #allowance(limit: CallLimit): Allowance {
    const demand = { inFlight: this.#inFlight(limit), waiting: this.#waiting(limit) };
    return limit.allowance(this.#clock.now(), demand);
  }

  #inFlight(limit: CallLimit): number {
    return this.#linesOf(limit).reduce((sum, { queue, observing }) => sum + queue.inside + observing, 0);
  }

  #waiting(limit: CallLimit): number {
    return this.#linesOf(limit).reduce((sum, { queue }) => sum + queue.waiting, 0);
  }

  #linesOf(limit: CallLimit): readonly Line[] {
    return Object.values(this.#lines).filter((line) => line.limit === limit);
  }
}
