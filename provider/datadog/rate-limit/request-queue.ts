import PQueue from "p-queue";
import type { Closure } from "./cooldown";
import { outlasts, type Patience } from "./wait-budget";

/** Why a call left the line without its turn: what it waited for lasts too long, or its own time was up. */
export type TurnedAway = { kind: "heldBack"; closure: Closure } | { kind: "outOfTime" };

interface Waiter {
  patience: Patience;
  leave: AbortController;
}

/** The calls of one endpoint in the order in which they came: so many are let in at once, and none while it is shut. */
export class WaitingLine {
  readonly #queue = new PQueue({ autoStart: false });
  readonly #waiters = new Set<Waiter>();
  #earliestDeadline = Number.POSITIVE_INFINITY;
  #openAt: number | undefined;

  /** @param onLeave called each time that a call which had been let in is done */
  constructor(onLeave: () => void) {
    this.#queue.addEventListener("next", onLeave);
  }

  /** Calls that were let in and are not done. */
  get inside(): number {
    return this.#queue.pending;
  }

  /** Calls that wait for their turn. */
  get waiting(): number {
    return this.#queue.size;
  }

  /** The first deadline among those who wait, in milliseconds since the epoch; it may be that of one who has left. */
  get earliestDeadline(): number {
    return this.#earliestDeadline;
  }

  /** Runs `call` when its turn has come. */
  async join<T>(patience: Patience, call: () => Promise<T>): Promise<T | TurnedAway> {
    const waiter: Waiter = { patience, leave: new AbortController() };
    this.#waiters.add(waiter);
    this.#earliestDeadline = Math.min(this.#earliestDeadline, patience.deadline);
    const turn = () => {
      this.#forget(waiter);
      return call();
    };
    try {
      return await this.#queue.add(turn, { signal: waiter.leave.signal });
    } catch (error) {
      if (error instanceof Leaving) {
        return error.turnedAway;
      }
      throw error;
    } finally {
      this.#forget(waiter);
    }
  }

  /** Lets calls in as long as fewer than this many are inside. */
  letIn(atMost: number): void {
    if (atMost < 1) {
      this.#queue.pause();
      return;
    }
    if (this.#queue.concurrency !== atMost) {
      this.#queue.concurrency = atMost;
    }
    this.#queue.start();
  }

  /** Sends away who need not wait any longer. Nobody is asked twice about the same closure. */
  sendAway(nowMs: number, closure: Closure | undefined): void {
    const isNews = closure !== undefined && closure.openAt !== this.#openAt;
    this.#openAt = closure?.openAt;
    if (isNews) {
      this.#dismiss({ kind: "heldBack", closure }, ({ patience }) => outlasts(closure, patience, nowMs));
    }
    if (nowMs >= this.#earliestDeadline) {
      this.#earliestDeadline = Number.POSITIVE_INFINITY;
      this.#dismiss({ kind: "outOfTime" }, ({ patience }) => patience.deadline <= nowMs);
      for (const { patience } of this.#waiters) {
        this.#earliestDeadline = Math.min(this.#earliestDeadline, patience.deadline);
      }
    }
  }

  #dismiss(turnedAway: TurnedAway, isMeant: (waiter: Waiter) => boolean): void {
    for (const waiter of [...this.#waiters].filter(isMeant)) {
      this.#forget(waiter);
      waiter.leave.abort(new Leaving(turnedAway));
    }
  }

  #forget(waiter: Waiter): void {
    this.#waiters.delete(waiter);
    if (this.#waiters.size === 0) {
      this.#earliestDeadline = Number.POSITIVE_INFINITY;
    }
  }
}

/** Ends the waiting inside the queue's library; it never leaves the line. */
class Leaving extends Error {
  constructor(readonly turnedAway: TurnedAway) {
    super(turnedAway.kind);
  }
}
