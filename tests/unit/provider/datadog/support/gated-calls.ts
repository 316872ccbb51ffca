import { PacingGate, type AttemptResult, type Endpoint } from "../../../../../provider/datadog";
import type { Patience } from "../../../../../provider/datadog/rate-limit/wait-budget";
import type { Turn } from "../../../../../provider/datadog/rate-limit/request-scheduler";
import { status, type Step } from "./scripted-send";
import { startOfTime, VirtualClock } from "./virtual-clock";

/** A moment, in milliseconds from the start of virtual time. */
export const after = (ms: number) => startOfTime + ms;

/** Waits for ever. */
export const forever: Patience = { deadline: Infinity, longestClosureMs: Infinity };

/** An answer with a limit's headers; `resetSeconds` is what is left of the period. */
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

/** A gate on virtual time, and calls through it, each of which takes 50 ms and is answered as the test says. */
export class GatedCalls {
  readonly clock = new VirtualClock();
  readonly gate: PacingGate;
  /** When which endpoint was asked, in milliseconds since the start. */
  readonly sent: [Endpoint, number][] = [];
  mostAtOnce = 0;
  #atOnce = 0;

  constructor({ random = (): number => 0, concurrency = 16 } = {}) {
    this.gate = new PacingGate({ clock: this.clock, random, concurrency });
  }

  /** A call that waits its turn. */
  pass(endpoint: Endpoint, answer: Step = 204, patience: Patience = forever): Promise<Turn> {
    return this.gate.pass(endpoint, patience, () => this.#send(endpoint, answer));
  }

  /** A call that does not wait. */
  observe(endpoint: Endpoint, answer: Step = 204, deadline = Infinity): Promise<Turn> {
    return this.gate.observe(endpoint, deadline, () => this.#send(endpoint, answer));
  }

  /** When calls to an endpoint were sent, in milliseconds since the start. */
  timesOf(endpoint: Endpoint): number[] {
    return this.sent.filter(([asked]) => asked === endpoint).map(([, ms]) => ms);
  }

  async #send(endpoint: Endpoint, answer: Step): Promise<AttemptResult> {
    this.sent.push([endpoint, this.clock.elapsedMs]);
    this.#atOnce++;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
    await this.clock.sleep(50);
    this.#atOnce--;
    if (typeof answer === "function") {
      return answer({ method: "GET", url: "", headers: {}, timeoutMs: 0 });
    }
    return typeof answer === "number" ? status(answer) : answer;
  }
}

/** So many times the same. */
export function many<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
