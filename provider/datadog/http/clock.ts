import { setTimeout as delay } from "node:timers/promises";

/** The longest delay a Node timer holds, in milliseconds; a longer one would fire at once. */
const longestTimerMs = 2 ** 31 - 1;

/** Time as the client sees it, so that tests can bring their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects as soon as the signal, if any, is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Sleeps. @returns false if an interruption cut that short. */
export function sleepsThrough(clock: Clock, ms: number, interruption?: AbortSignal): Promise<boolean> {
  return clock.sleep(ms, interruption).then(
    () => true,
    () => false,
  );
}

/** The machine's time at which this process began, in milliseconds since the epoch, as read when this module was loaded. */
const processStartedAt = Date.now() - performance.now();

/**
 * The machine's time at the process's start, and what has passed since: a clock that is set meanwhile neither ends a deadline
 * nor makes anything wait for a window that ended long ago.
 */
export const systemClock: Clock = {
  now: () => Math.floor(processStartedAt + performance.now()),
  sleep: (ms, signal) => delay(Math.min(Math.max(ms, 0), longestTimerMs), undefined, signal && { signal }),
};
