import type { WindowEnd } from "./window-end";
import type { ServerClock } from "./server-clock";

/** An uncertainty about the server's clock that is not worth a call's delay, in milliseconds. */
const preciseMs = 200;

const mostScouts = 3;

/** Calls that are kept back, and when the next of them is sent (milliseconds since the epoch, by this machine's clock). */
export interface Scouts {
  count: number;
  nextAt: number;
}

/**
 * How many of a period's last calls to keep back while the server's clock is not well known, so that each is sent when one
 * of the last seconds before the period's end may or may not have begun on it: every answer then halves what is not
 * known, and the next period can begin on time. Undefined where nothing is to be learned.
 *
 * It costs nothing as long as there are more calls to make than the period allows, since those wait for the next anyway.
 */
export function scoutsBefore(end: WindowEnd, clock: ServerClock, nowMs: number): Scouts | undefined {
  if (!("serverMs" in end) || !(clock.uncertaintyMs > preciseMs && clock.uncertaintyMs < Infinity)) {
    return undefined;
  }
  for (let count = mostScouts; count > 0; count--) {
    const secondMs = end.serverMs - count * 1000;
    const nextAt = (clock.earliest(secondMs) + clock.latest(secondMs)) / 2;
    if (nextAt > nowMs) {
      return { count, nextAt };
    }
  }
  return undefined;
}
