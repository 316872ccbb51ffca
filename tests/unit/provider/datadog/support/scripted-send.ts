import type {
  AttemptRequest,
  AttemptResult,
  SendAttempt,
} from "../../../../../provider/datadog/http/attempt";
import type { VirtualClock } from "../../../../support/lifecycle/virtual-clock";

/** One step of a script: a status with its usual body, or a whole result, or a result that depends on the request. */
export type Step = number | AttemptResult | ((request: AttemptRequest) => AttemptResult);

/** A network that responses as its script says, the last step for ever, and writes down what it was asked and when. */
export class ScriptedSend {
  readonly requests: AttemptRequest[] = [];
  readonly sentAtMs: number[] = [];
  readonly #script: Step[];
  readonly #clock: VirtualClock | undefined;

  constructor(script: readonly Step[], clock?: VirtualClock) {
    this.#script = [...script];
    this.#clock = clock;
  }

  readonly send: SendAttempt = (request) => {
    this.requests.push(request);
    this.sentAtMs.push(this.#clock?.elapsedMs ?? 0);
    const step = this.#script.length > 1 ? this.#script.shift() : this.#script[0];
    if (step === undefined) {
      throw new Error("The script is empty.");
    }
    const result =
      typeof step === "function" ? step(request) : typeof step === "number" ? status(step) : step;
    return Promise.resolve(result);
  };
}

/** A response with a status, and with what Datadog would put into its body: nothing for 204, else `errors`, if only for 404. */
export function status(
  code: number,
  {
    headers = {},
    errors = code === 404 ? ["Not found"] : [],
  }: { headers?: Record<string, string>; errors?: unknown } = {},
): AttemptResult {
  return { kind: "response", status: code, headers, body: code === 204 ? "" : JSON.stringify({ errors }) };
}

/** A 429 that says how long to wait. */
export function rateLimited(resetSeconds: number | string, limitName?: string): AttemptResult {
  const headers = {
    "x-ratelimit-reset": String(resetSeconds),
    ...(limitName && { "x-ratelimit-name": limitName }),
  };
  return status(429, { headers, errors: ["Rate limit exceeded"] });
}

/** A connection that broke after the request may have arrived. */
export const reset: AttemptResult = { kind: "brokenConnection", code: "ECONNRESET", mayHaveArrived: true };

/** A connection that never came about. */
export const refused: AttemptResult = {
  kind: "brokenConnection",
  code: "ECONNREFUSED",
  mayHaveArrived: false,
};

/** A response that does not come: all of the attempt's time passes. */
export function silence(clock: VirtualClock): Step {
  return ({ timeoutMs }) => {
    clock.advance(timeoutMs);
    return { kind: "timeout", timeoutMs };
  };
}
