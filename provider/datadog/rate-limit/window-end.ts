import type { RateLimitHeaders } from "./rate-limit-headers";
import type { RoundTrip, ServerClock } from "./server-clock";

/** When a limit's period ends: at a time of the server's clock, or, where that can't be told, at one of this machine's. */
export type WindowEnd = { serverMs: number } | { localMs: number };

/** How far `Date` and `X-RateLimit-Reset` together may be from a multiple of the period, and still mean it. */
const alignmentToleranceMs = 1000;

const sameEndMs = 1500;

/**
 * When the period ends that an answer tells of, or undefined where it does not say.
 *
 * Periods begin at multiples of their length since the epoch (source: the API reference's page "Rate limits"). So the
 * period and the server's clock name the end exactly, and `X-RateLimit-Reset`, which is whole seconds, rounded up, only has
 * to agree. Where it does not, or there is no clock, it stands alone.
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

/** When a period is over for certain, by this machine's clock. */
export function latestEnd(end: WindowEnd, clock: ServerClock): number {
  return "serverMs" in end ? clock.latest(end.serverMs) : end.localMs;
}

/** The end of the period that is `periods` later. */
export function laterEnd(end: WindowEnd, periodSeconds: number, periods = 1): WindowEnd {
  const ms = periods * periodSeconds * 1000;
  return "serverMs" in end ? { serverMs: end.serverMs + ms } : { localMs: end.localMs + ms };
}

/**
 * How much later one end is than another, in milliseconds; 0 where both are of the same period. Where the period is not
 * known, as far apart as whole seconds and round trips make them.
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
