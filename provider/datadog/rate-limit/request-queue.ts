import PQueue from "p-queue";
import type { AttemptResult } from "../http/attempt";
import { exceeds, type Cooldown, type WaitBudget } from "./cooldown";

/** The reason why a request left the queue without its turn. */
export type Rejection =
  /** It would have waited for a cooldown that its budget does not allow for. */
  { kind: "rateLimited"; cooldown: Cooldown } | { kind: "deadlineExceeded" };

/** The end of a request's turn. */
export type ScheduleResult = { kind: "sent"; result: AttemptResult } | Rejection;

/** The place of a request in the order. */
export interface QueueOptions {
  budget: WaitBudget;
  /** `true`: runs at once, before all others, whatever the capacity. @defaultValue false */
  isObservation?: boolean;
  /** Takes the request out of the queue, as if its deadline had come. */
  interruption?: AbortSignal | undefined;
}

interface QueuedRequest {
  budget: WaitBudget;
  abort: AbortController;
}

/**
 * The requests of one endpoint in the order in which they came, of which as many run at once as the capacity allows.
 *
 * With 5 requests and a capacity of 3, 3 run and 2 wait. If the capacity falls to 1, nothing is taken back: the fourth runs
 * when the first 3 are done. An observation runs beside them at once, and takes its part of the capacity while it runs.
 */
export class RequestQueue {
  readonly #queue = new PQueue({ autoStart: false });
  readonly #onDone: () => void;
  readonly #queued = new Set<QueuedRequest>();
  /** Observations that are running. */
  #observations = 0;
  #earliestDeadline = Number.POSITIVE_INFINITY;
  #cooldownEndsAt: number | undefined;

  /** @param onDone called each time that a request which was running is done */
  constructor(onDone: () => void) {
    this.#queue.addEventListener("next", onDone);
    this.#onDone = onDone;
  }

  /** Requests that were started and are not done. */
  get running(): number {
    return this.#queue.pending + this.#observations;
  }

  /** Requests that wait for their turn. */
  get waiting(): number {
    return this.#queue.size;
  }

  /** The first deadline among those that wait, in milliseconds since the epoch; it may be that of one that has left. */
  get earliestDeadline(): number {
    return this.#earliestDeadline;
  }

  /** Runs a request when its turn has come. */
  async add<T>(
    run: () => Promise<T>,
    { budget, isObservation, interruption }: QueueOptions,
  ): Promise<T | Rejection> {
    if (isObservation === true) {
      return this.#runAtOnce(run);
    }
    const request: QueuedRequest = { budget, abort: new AbortController() };
    this.#queued.add(request);
    this.#earliestDeadline = Math.min(this.#earliestDeadline, budget.deadline);
    const turn = () => {
      this.#forget(request);
      return run();
    };
    const leave = () => {
      request.abort.abort(new Rejected({ kind: "deadlineExceeded" }));
    };
    interruption?.addEventListener("abort", leave);
    try {
      return await this.#queue.add(turn, { signal: request.abort.signal });
    } catch (error) {
      if (error instanceof Rejected) {
        return error.rejection;
      }
      throw error;
    } finally {
      interruption?.removeEventListener("abort", leave);
      this.#forget(request);
    }
  }

  /** Starts requests as long as fewer than this many are running. */
  setCapacity(maxRunning: number): void {
    const concurrency = maxRunning - this.#observations;
    if (concurrency < 1) {
      this.#queue.pause();
      return;
    }
    if (this.#queue.concurrency !== concurrency) {
      this.#queue.concurrency = concurrency;
    }
    this.#queue.start();
  }

  /** Rejects the requests that need not wait any longer. None is asked twice about the same cooldown. */
  rejectExpired(nowMs: number, cooldown: Cooldown | undefined): void {
    const isNews = cooldown !== undefined && cooldown.endsAt !== this.#cooldownEndsAt;
    this.#cooldownEndsAt = cooldown?.endsAt;
    if (isNews) {
      this.#reject({ kind: "rateLimited", cooldown }, ({ budget }) => exceeds(cooldown, budget, nowMs));
    }
    if (nowMs >= this.#earliestDeadline) {
      this.#earliestDeadline = Number.POSITIVE_INFINITY;
      this.#reject({ kind: "deadlineExceeded" }, ({ budget }) => budget.deadline <= nowMs);
      for (const { budget } of this.#queued) {
        this.#earliestDeadline = Math.min(this.#earliestDeadline, budget.deadline);
      }
    }
  }

  async #runAtOnce<T>(run: () => Promise<T>): Promise<T> {
    this.#observations++;
    try {
      return await run();
    } finally {
      this.#observations--;
      this.#onDone();
    }
  }

  #reject(rejection: Rejection, isMeant: (request: QueuedRequest) => boolean): void {
    for (const request of [...this.#queued].filter(isMeant)) {
      this.#forget(request);
      request.abort.abort(new Rejected(rejection));
    }
  }

  #forget(request: QueuedRequest): void {
    this.#queued.delete(request);
    if (this.#queued.size === 0) {
      this.#earliestDeadline = Number.POSITIVE_INFINITY;
    }
  }
}

/** Ends the waiting inside p-queue; it never leaves this file. */
class Rejected extends Error {
  constructor(readonly rejection: Rejection) {
    super(rejection.kind);
  }
}
