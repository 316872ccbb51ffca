import type { ServerClock } from "./server-clock";
import type { WindowEnd } from "./window-end";

/** An uncertainty about the server's clock that is not worth a request's delay, in milliseconds. */
const preciseMs = 200;

const mostProbes = 3;

/** Requests that are kept back, and the time of the next of them (milliseconds since the epoch, by this machine's clock). */
export interface ClockProbes {
  count: number;
  nextAt: number;
}

/**
 * The last requests of a window, kept back while the server's clock is not well known. Each is sent at a moment at which
 * the server's clock may or may not have begun another second: the `Date` of its response halves the uncertainty, so that
 * the next window can begin on time. Undefined if nothing is to be learned.
 *
 * The window ends at 10:00:05, and the server's clock is from 0 to 500 ms behind ours. Its second 10:00:02 then begins
 * between 02.000 and 02.500 of ours, so the third-last request is sent at 02.250; the others follow at about 03.250 and
 * 04.250. After them the clock is known to about 500 / 2³ = 63 ms, and a round trip.
 *
 * They cost nothing as long as there are more requests than the window allows, since those wait for the next one anyway.
 */
export function clockProbes(end: WindowEnd, clock: ServerClock, nowMs: number): ClockProbes | undefined {
  if (!("serverMs" in end) || !(clock.uncertaintyMs > preciseMs && clock.uncertaintyMs < Infinity)) {
    return undefined;
  }
  for (let count = mostProbes; count > 0; count--) {
    const secondMs = end.serverMs - count * 1000;
    const nextAt = (clock.earliest(secondMs) + clock.latest(secondMs)) / 2;
    if (nextAt > nowMs) {
      return { count, nextAt };
    }
  }
  return undefined;
}
