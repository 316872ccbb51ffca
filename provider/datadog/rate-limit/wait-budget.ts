import type { Closure } from "./cooldown";

/** How long a call waits for its turn. */
export interface Patience {
  /** When there is no use in sending it any more, in milliseconds since the epoch; infinite where waiting costs no time. */
  deadline: number;
  /** The longest closure that it waits for in one piece, in milliseconds. */
  longestClosureMs: number;
}

/** The patience of a call whose time runs while it waits. */
export function patienceUntil(deadline: number): Patience {
  return { deadline, longestClosureMs: Number.POSITIVE_INFINITY };
}

/** Whether a closure that lasts from `nowMs` is longer than a call waits; it need not wait to find out. */
export function outlasts({ openAt }: Closure, patience: Patience, nowMs: number): boolean {
  return openAt >= patience.deadline || openAt - nowMs > patience.longestClosureMs;
}
