import type { RateLimitHeaders } from "./rate-limit-headers";
import type { RoundTrip, ServerClock } from "./server-clock";

/** The end of a limit's window: a time of the server's clock, or, if that can't be told, one of this machine's. */
export type WindowEnd = { serverMs: number } | { localMs: number };

/** The distance of `Date` and `X-RateLimit-Reset` together from a multiple of the period that still means it. */
const alignmentToleranceMs = 1000;

const sameEndMs = 1500;

/**
 * The end of the window that a response tells of, or undefined if it does not say.
 *
 * Windows begin at multiples of their length since the epoch (source: the API reference's page "Rate limits"). So the
 * period and the server's clock name the end exactly, and `X-RateLimit-Reset`, which is whole seconds, rounded up, only has
 * to agree. If it does not, or there is no clock, it stands alone.
 *
 * A period of 10 s, `Date: … 10:00:03` and a reset of 7 or 6 s mean 10:00:10 of the server's clock. With a reset of 4 s the
 * windows can't be aligned: this one ends 4 s after the response was received.
 */
export function windowEndIn(
  { periodSeconds, resetSeconds, dateMs }: RateLimitHeaders,
  { receivedAt }: RoundTrip,
): WindowEnd | undefined {
  if (periodSeconds !== undefined && dateMs !== undefined) {
    const periodMs = periodSeconds * 1000;
    if (resetSeconds === undefined) {
      return { serverMs: (Math.floor(dateMs / periodMs) + 1) * periodMs };
    }
    const roughEnd = dateMs + resetSeconds * 1000;
    const serverMs = Math.round(roughEnd / periodMs) * periodMs;
    if (Math.abs(serverMs - roughEnd) <= alignmentToleranceMs) {
      return { serverMs };
    }
  }
  return resetSeconds === undefined ? undefined : { localMs: receivedAt + resetSeconds * 1000 };
}

/** The time of this machine's clock at which a window is over for certain. */
export function latestEnd(end: WindowEnd, clock: ServerClock): number {
  return "serverMs" in end ? clock.latest(end.serverMs) : end.localMs;
}

/** The end of the window that is `windows` later. */
export function laterEnd(end: WindowEnd, periodSeconds: number, windows = 1): WindowEnd {
  const ms = windows * periodSeconds * 1000;
  return "serverMs" in end ? { serverMs: end.serverMs + ms } : { localMs: end.localMs + ms };
}

/**
 * The milliseconds by which one end is later than another; 0 if both are of the same window. As long as the period is not
 * known, ends are the same that are as close as whole seconds and round trips make them.
 */
export function compareEnds(
  one: WindowEnd,
  other: WindowEnd,
  clock: ServerClock,
  periodSeconds: number | undefined,
): number {
  const toleranceMs = periodSeconds === undefined ? sameEndMs : periodSeconds * 500;
  const differenceMs = latestEnd(one, clock) - latestEnd(other, clock);
  return Math.abs(differenceMs) <= toleranceMs ? 0 : differenceMs;
}
