/** Work that has to be done, and its limit. */
export interface LimitedWork {
  calls: number;
  /** Calls in a period, all of which are left at the start. */
  limit: number;
  /** Length of a period in seconds; one begins at every multiple since the epoch. */
  periodSeconds: number;
  /** The time at which the work begins, in milliseconds since the epoch, by the limit's clock. */
  startedAtMs: number;
  /** Milliseconds that one request takes; not more than a period. @defaultValue 0 */
  requestMs?: number;
  /** Requests at once. @defaultValue any number */
  concurrency?: number;
}

/**
 * The least time, in milliseconds, in which anybody can have the last of these calls answered: in each period as many as
 * the limit lets through and the concurrency has time for, until none is left.
 *
 * @throws RangeError if not even one request fits into a period.
 */
export function rateLimitFloorMs(work: LimitedWork): number {
  const { limit, periodSeconds, startedAtMs, requestMs = 0, concurrency = Infinity } = work;
  const periodMs = periodSeconds * 1000;
  if (requestMs > periodMs) {
    throw new RangeError("A request can't be longer than a period of the limit.");
  }
  let left = work.calls;
  let beginsAtMs = startedAtMs;
  for (;;) {
    const endsAtMs = (Math.floor(beginsAtMs / periodMs) + 1) * periodMs;
    const rounds = Math.floor((endsAtMs - beginsAtMs) / requestMs);
    const most = rounds === 0 ? 0 : Math.min(limit, rounds * concurrency);
    if (left <= most) {
      return beginsAtMs - startedAtMs + Math.ceil(left / concurrency) * requestMs;
    }
    left -= most;
    beginsAtMs = endsAtMs;
  }
}
