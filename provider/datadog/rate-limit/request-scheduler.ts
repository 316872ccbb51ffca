import PQueue from "p-queue";
import { endpoints, type Endpoint } from "../api/endpoint";
import type { AttemptResult } from "../http/attempt";
import { systemClock, type Clock } from "../http/clock";
import { omitUndefined } from "../token/omit-undefined";
import { outcomeOf } from "./call-outcome";
import { exceeds, type Capacity, type Cooldown, type LimitState } from "./cooldown";
import { RateLimit } from "./rate-limit";
import { RequestQueue, type QueueOptions, type ScheduleResult } from "./request-queue";
import { ServerClock } from "./server-clock";
import { WakeUpTimer } from "./wake-up-timer";

/** The parts that a scheduler is built from. */
export interface RequestSchedulerOptions {
  /** Requests at once, whatever the limits allow. */
  concurrency: number;
  /** The time that cooldowns and deadlines are measured in; share it with the clients. @defaultValue systemClock */
  clock?: Clock;
  /** A number from 0 (included) to 1 (excluded). @defaultValue Math.random */
  random?: () => number;
}

/** An endpoint's queue, and the limit that its requests count against. */
interface Lane {
  endpoint: Endpoint;
  queue: RequestQueue;
  limit: RateLimit;
}

/**
 * Schedules every request of one credential to one API: delays them while Datadog's limits are spent, and sends at most
 * `concurrency` at the same time. It learns the limits from the headers of every response, for all requests at once.
 *
 * Each endpoint has a queue. Queues whose responses carry the same `X-RateLimit-Name` share a limit; if there is no name,
 * those of the same group do (`endpoints`).
 *
 * 100 DELETEs under a limit of 50 in 5 s: 1 is sent, and its response says that 49 are left. 49 follow, 16 at a time, the
 * last 3 as clock probes. The other 50 wait for the window's end, up to 50 ms longer, and follow. None meets a 429.
 */
export class RequestScheduler {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #slots: PQueue;
  readonly #timer: WakeUpTimer;
  readonly #serverClock = new ServerClock();
  readonly #limits = new Map<string, RateLimit>();
  readonly #lanes = new Map<Endpoint, Lane>();

  constructor({ concurrency, clock = systemClock, random = Math.random }: RequestSchedulerOptions) {
    this.#clock = clock;
    this.#random = random;
    this.#slots = new PQueue({ concurrency });
    this.#timer = new WakeUpTimer(clock, () => this.#update());
  }

  /**
   * Sends when the request's turn has come, or says at once if what it waits for lasts too long.
   *
   * An observation takes precedence over all others and is sent at once, if a request is left of the limit. It counts like
   * every other, but its 429 delays nobody.
   */
  async schedule(
    endpoint: Endpoint,
    options: QueueOptions,
    send: () => Promise<AttemptResult>,
  ): Promise<ScheduleResult> {
    const { budget, isObservation = false } = options;
    const lane = this.#lane(endpoint);
    const now = this.#clock.now();
    const cooldown = isObservation
      ? lane.limit.cooldown(now, this.#inFlight(lane.limit))
      : this.#capacity(lane.limit).cooldown;
    if (cooldown !== undefined && exceeds(cooldown, budget, now)) {
      return { kind: "rateLimited", cooldown };
    }
    const run = () => {
      // The others of the limit may send less now.
      this.#lanesOf(lane.limit).forEach((other) => this.#setCapacity(other));
      const turn = () => this.#send(lane, options, send);
      return endpoints[endpoint].bypassesConcurrency
        ? turn()
        : this.#slots.add(turn, { priority: Number(isObservation) });
    };
    const turn = lane.queue.add(run, options);
    this.#update();
    return turn;
  }

  /** The reason why requests to an endpoint wait, and how long; undefined if they don't, or only for each other. */
  cooldown(endpoint: Endpoint): Cooldown | undefined {
    return this.#lane(endpoint).limit.cooldown(this.#clock.now(), 0);
  }

  /** The limits that requests have met, and the requests that wait for them. */
  get limits(): readonly LimitState[] {
    return [...new Set([...this.#lanes.values()].map(({ limit }) => limit))].map((limit) =>
      omitUndefined({
        ...limit.known,
        waiting: this.#waiting(limit),
        cooldown: this.#capacity(limit).cooldown,
      }),
    );
  }

  #lane(endpoint: Endpoint): Lane {
    const known = this.#lanes.get(endpoint);
    const lane = known ?? {
      endpoint,
      queue: new RequestQueue(() => this.#update()),
      limit: this.#limitNamed(undefined, endpoint),
    };
    this.#lanes.set(endpoint, lane);
    return lane;
  }

  #limitNamed(name: string | undefined, endpoint: Endpoint): RateLimit {
    const key = name === undefined ? `group ${endpoints[endpoint].limitGroup}` : `name ${name}`;
    const known = this.#limits.get(key);
    const limit = known ?? new RateLimit(name, this.#serverClock, this.#random);
    this.#limits.set(key, limit);
    return limit;
  }

  async #send(
    lane: Lane,
    { budget, isObservation = false }: QueueOptions,
    send: () => Promise<AttemptResult>,
  ): Promise<ScheduleResult> {
    const sentAt = this.#clock.now();
    if (sentAt >= budget.deadline) {
      return { kind: "deadlineExceeded" };
    }
    // Of many observations that wait for a slot, the first ones bring the news that nothing is left for the others.
    const cooldown = isObservation ? lane.limit.cooldown(sentAt, 0) : undefined;
    if (cooldown !== undefined) {
      return { kind: "rateLimited", cooldown };
    }
    lane.limit.sent();
    const result = await send();
    const receivedAt = this.#clock.now();
    const inFlight = this.#inFlight(lane.limit);
    const outcome = outcomeOf(result, { sentAt, receivedAt, inFlight, isObservation });
    const { name, dateMs } = outcome.headers;
    if (dateMs !== undefined) {
      this.#serverClock.learn(dateMs, outcome);
    }
    if (name !== undefined && name !== lane.limit.name) {
      lane.limit = this.#limitNamed(name, lane.endpoint);
      lane.limit.sent();
    }
    lane.limit.learn(outcome);
    this.#update();
    return { kind: "sent", result };
  }

  /** Updates the queues' capacities and the timer to what is known now. */
  #update(): void {
    const now = this.#clock.now();
    let wakeAt = Number.POSITIVE_INFINITY;
    for (const lane of this.#lanes.values()) {
      const { cooldown, recheckAt = Number.POSITIVE_INFINITY } = this.#setCapacity(lane);
      if (lane.queue.waiting > 0) {
        lane.queue.rejectExpired(now, cooldown);
        wakeAt = Math.min(wakeAt, recheckAt, lane.queue.earliestDeadline);
      }
    }
    this.#timer.setTo(wakeAt);
  }

  /** Starts as many requests of a lane as its limit allows. */
  #setCapacity({ limit, queue }: Lane): Capacity {
    const capacity = this.#capacity(limit);
    const elsewhere = this.#inFlight(limit) - queue.running;
    queue.setCapacity(Math.min(capacity.maxInFlight - elsewhere, this.#slots.concurrency));
    return capacity;
  }

  #capacity(limit: RateLimit): Capacity {
    return limit.capacity(this.#clock.now(), {
      inFlight: this.#inFlight(limit),
      waiting: this.#waiting(limit),
    });
  }

  #inFlight(limit: RateLimit): number {
    return this.#sumOf(limit, ({ running }) => running);
  }

  #waiting(limit: RateLimit): number {
    return this.#sumOf(limit, ({ waiting }) => waiting);
  }

  #sumOf(limit: RateLimit, count: (queue: RequestQueue) => number): number {
    return this.#lanesOf(limit).reduce((sum, { queue }) => sum + count(queue), 0);
  }

  #lanesOf(limit: RateLimit): readonly Lane[] {
    return [...this.#lanes.values()].filter((lane) => lane.limit === limit);
  }
}
