import type { Endpoint } from "../api/endpoint";
import type { AttemptResult, HttpResponse } from "../http/attempt";
import type { Clock } from "../http/clock";
import type { RequestScheduler } from "../rate-limit/request-scheduler";

/** One attempt, and the time and effort that a call may take to get a response that stands. */
export interface RetryOptions {
  endpoint: Endpoint;
  sendAttempt: (timeoutMs: number) => Promise<AttemptResult>;
  requestTimeoutMs: number;
  /** The longest that all attempts and waits may take together. */
  deadlineMs: number;
  /** `false`: waiting in the queue takes none of that time, but no cooldown longer than it is waited for. */
  deadlineIncludesQueueTime: boolean;
  /** `false`: an observation, which is one attempt, before all others, without waiting for a cooldown. */
  retry: boolean;
  scheduler: RequestScheduler;
  clock: Clock;
  /** Ends the call at once, whatever it waits for. */
  interruption?: AbortSignal | undefined;
  random: () => number;
}

/** The end of a call, with the last attempt's result. */
export type CallResult = Completed | RetriesExhausted | RateLimited;

/** A result that stands. */
export interface Completed extends Tally {
  end: "completed";
  result: AttemptResult;
}

/** Too many failures, or no time for another attempt; without a result if there was no time for even one. */
export interface RetriesExhausted extends Tally {
  end: "retriesExhausted";
  result?: AttemptResult;
}

/** A cooldown longer than the call may wait; without a result if it was another call that met Datadog's rate limit. */
export interface RateLimited extends Tally {
  end: "rateLimited";
  waitSeconds: number;
  /** The time that was left; this and the next are absent for a call that does not wait at all. */
  secondsLeft?: number;
  /** The longest that a call waits whose time does not run meanwhile. */
  longestWaitSeconds?: number;
  limitName?: string;
  result?: AttemptResult;
}

/** The response that a call ended with; undefined if no response stands. */
export function responseIn(callResult: CallResult): HttpResponse | undefined {
  return callResult.end === "completed" && callResult.result.kind === "response"
    ? callResult.result
    : undefined;
}

/** The effort that a call took. */
export interface Tally {
  /** Requests sent. */
  attempts: number;
  /** Requests that may have taken effect: their response was lost, or is a 408 or 5xx in Datadog's own words. */
  lostAttempts: number;
  elapsedSeconds: number;
}
