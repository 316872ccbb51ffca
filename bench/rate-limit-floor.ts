/** What has to be done, under which limit. */
export interface LimitedWork {
  calls: number;
  /** Calls in a period, all of which are left at the start. */
  limit: number;
  /** Length of a period in seconds; one begins at every multiple since the epoch. */
  periodSeconds: number;
  /** When the work begins, in milliseconds since the epoch, by the limit's clock. */
  startedAtMs: number;
  /** What one request takes, in milliseconds. @default 0 */
  requestMs?: number;
  /** Requests at once. @default any number */
  concurrency?: number;
}

/**
 * The least time, in milliseconds, in which anybody can have the last of these calls answered: when the last period that
 * is needed begins, and then the requests that are left for it; or all requests one after another at that concurrency,
 * where that is longer.
 */
export function rateLimitFloorMs(work: LimitedWork): number {
  const { calls, limit, periodSeconds, startedAtMs, requestMs = 0, concurrency = Infinity } = work;
  const periodMs = periodSeconds * 1000;
  const laterPeriods = Math.max(Math.ceil(calls / limit) - 1, 0);
  const lastBeginsAt = (Math.floor(startedAtMs / periodMs) + laterPeriods) * periodMs;
  const bareMs = (count: number) => Math.ceil(count / concurrency) * requestMs;
  const waitedMs = Math.max(lastBeginsAt - startedAtMs, 0);
  return Math.max(waitedMs + bareMs(calls - laterPeriods * limit), bareMs(calls));
}
