import type { Endpoint } from "../../../../../provider/datadog/api/endpoint";
import type { AttemptResult } from "../../../../../provider/datadog/http/attempt";
import { noWaiting, waitForEach, type WaitBudget } from "../../../../../provider/datadog/rate-limit/cooldown";
import type { ScheduleResult } from "../../../../../provider/datadog/rate-limit/request-queue";
import { RequestScheduler } from "../../../../../provider/datadog/rate-limit/request-scheduler";
import { startOfTime, VirtualClock } from "../../../../support/lifecycle/virtual-clock";
import { status, type Step } from "./scripted-send";

/** A moment, in milliseconds from the start of virtual time. */
export const after = (ms: number) => startOfTime + ms;

/** Waits for ever. */
export const forever: WaitBudget = waitForEach(Infinity);

/** A response with a limit's headers; `resetSeconds` is what is left of the window. */
export function limited(
  remaining: number,
  { limit = 10, periodSeconds = 10, resetSeconds = 10, name = "tokens", code = 204 } = {},
): AttemptResult {
  return status(code, {
    headers: {
      "x-ratelimit-limit": String(limit),
      "x-ratelimit-period": String(periodSeconds),
      "x-ratelimit-remaining": String(remaining),
      "x-ratelimit-reset": String(resetSeconds),
      ...(name && { "x-ratelimit-name": name }),
    },
  });
}

/** A scheduler on virtual time, and requests through it, each of which takes 50 ms and is answered as the test says. */
export class ScheduledCalls {
  readonly clock = new VirtualClock();
  readonly scheduler: RequestScheduler;
  /** The endpoints that were asked, with the times in milliseconds since the start. */
  readonly sent: [Endpoint, number][] = [];
  mostAtOnce = 0;
  #atOnce = 0;

  constructor({ random = (): number => 0, concurrency = 16 } = {}) {
    this.scheduler = new RequestScheduler({ clock: this.clock, random, concurrency });
  }

  /** Schedules a request that waits its turn. */
  schedule(endpoint: Endpoint, response: Step = 204, budget: WaitBudget = forever): Promise<ScheduleResult> {
    return this.scheduler.schedule(endpoint, { budget }, () => this.#send(endpoint, response));
  }

  /** Schedules a request that does not wait. */
  observe(endpoint: Endpoint, response: Step = 204, deadline = Infinity): Promise<ScheduleResult> {
    const options = { budget: noWaiting(deadline), isObservation: true };
    return this.scheduler.schedule(endpoint, options, () => this.#send(endpoint, response));
  }

  /** The times at which requests to an endpoint were sent, in milliseconds since the start. */
  timesOf(endpoint: Endpoint): number[] {
    return this.sent.filter(([asked]) => asked === endpoint).map(([, ms]) => ms);
  }

  async #send(endpoint: Endpoint, response: Step): Promise<AttemptResult> {
    this.sent.push([endpoint, this.clock.elapsedMs]);
    this.#atOnce++;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
    await this.clock.sleep(50);
    this.#atOnce--;
    if (typeof response === "function") {
      return response({ method: "GET", url: "", headers: {}, timeoutMs: 0 });
    }
    return typeof response === "number" ? status(response) : response;
  }
}

/** So many times the same. */
export function many<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
