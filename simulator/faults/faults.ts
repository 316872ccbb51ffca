/** Which requests a fault is for; what is left out matches everything. */
export interface RequestMatch {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  /** Only requests whose path names this token, in any letter case. */
  readonly tokenId?: string;
}

/**
 * One response in place of the real one: a status with its usual body, or all of it.
 * An object `body` is sent as JSON, a string as it is (`text/html` unless `headers` says otherwise).
 */
export type ScriptedAnswer =
  | number
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | object;
    };

/**
 * Faults on demand. A fault strikes before credentials and rate limit are looked at, as a load balancer or
 * the network would: what is scripted is not counted and carries no header but its own. Faults queue up in the order
 * they were asked for, and each request uses up at most one `answer`, `reset`, `loseAnswer` or `hang`, the oldest
 * that matches.
 */
export interface Faults {
  /**
   * The next matching requests get these responses, one each and without any effect; the whole list `times` over (default 1, `Infinity` until `clear`).
   * @throws RangeError if a status is not between 200 and 599.
   */
  answer(match: RequestMatch, answers: readonly ScriptedAnswer[], times?: number): void;
  /** Every matching request waits this long, on top of the simulator's own latency, until `clear`. */
  latency(match: RequestMatch, latencyMs: number): void;
  /** The next `times` (default 1) matching requests have their connection reset before anything happens. */
  reset(match: RequestMatch, times?: number): void;
  /** The next `times` (default 1) matching requests take effect, then their connection is cut without a response. */
  loseAnswer(match: RequestMatch, times?: number): void;
  /** The next `times` (default 1) matching requests never get a response and have no effect. */
  hang(match: RequestMatch, times?: number): void;
  /** Eventual consistency: for this long after a token's revocation, GET and list still show it; 0 switches this off, at once. */
  delayRevocation(delayMs: number): void;
  /** DELETEs of this token answer 204 and change nothing: GET says 200 for ever. */
  keepAlive(tokenId: string): void;
  /** Back to normal; what was revoked stays revoked. */
  clear(): void;
}

/** The lot of one request: how long it waits first, and the one fault that strikes it. */
export interface Strike {
  readonly latencyMs: number;
  readonly fault?: StrikingFault;
}

/** A fault at the moment it strikes. */
export type StrikingFault =
  | { readonly kind: "answer"; readonly answer: ScriptedAnswer }
  | { readonly kind: "reset" | "loseAnswer" | "hang" };

/** A request as far as faults care. */
export interface StruckRequest {
  readonly method: string;
  readonly tokenId?: string;
}

interface QueuedFault {
  readonly match: RequestMatch;
  /** The faults that strike, one after another and over again. */
  readonly sequence: readonly StrikingFault[];
  struck: number;
  readonly strikes: number;
}

/** The faults that are still to strike. */
export class FaultQueue implements Faults {
  #queue: QueuedFault[] = [];
  #latencies: { match: RequestMatch; latencyMs: number }[] = [];
  #keptAlive = new Set<string>();
  #revocationDelayMs = 0;

  /** For how long after its revocation a token is still shown, in milliseconds. */
  get revocationDelayMs(): number {
    return this.#revocationDelayMs;
  }

  answer(match: RequestMatch, answers: readonly ScriptedAnswer[], times = 1): void {
    for (const answer of answers) {
      const status = typeof answer === "number" ? answer : answer.status;
      if (!Number.isInteger(status) || status < 200 || status > 599) {
        throw new RangeError(`A scripted answer needs a status between 200 and 599, not ${status}.`);
      }
    }
    this.#enqueue(
      match,
      answers.map((answer) => ({ kind: "answer", answer })),
      times,
    );
  }

  latency(match: RequestMatch, latencyMs: number): void {
    this.#latencies.push({ match, latencyMs });
  }

  reset(match: RequestMatch, times = 1): void {
    this.#enqueue(match, [{ kind: "reset" }], times);
  }

  loseAnswer(match: RequestMatch, times = 1): void {
    this.#enqueue(match, [{ kind: "loseAnswer" }], times);
  }

  hang(match: RequestMatch, times = 1): void {
    this.#enqueue(match, [{ kind: "hang" }], times);
  }

  delayRevocation(delayMs: number): void {
    this.#revocationDelayMs = delayMs;
  }

  keepAlive(tokenId: string): void {
    this.#keptAlive.add(tokenId.toLowerCase());
  }

  /** True if DELETEs of this token do nothing. */
  keepsAlive(tokenId: string): boolean {
    return this.#keptAlive.has(tokenId.toLowerCase());
  }

  clear(): void {
    this.#queue = [];
    this.#latencies = [];
    this.#keptAlive = new Set();
    this.#revocationDelayMs = 0;
  }

  /** The lot of this request; the fault that strikes is used up. */
  strike(request: StruckRequest): Strike {
    const latencyMs = this.#latencies
      .filter(({ match }) => matches(match, request))
      .reduce((sum, latency) => sum + latency.latencyMs, 0);
    const queued = this.#queue.find(({ match }) => matches(match, request));
    if (queued === undefined) {
      return { latencyMs };
    }
    const fault = queued.sequence[queued.struck % queued.sequence.length];
    queued.struck += 1;
    if (queued.struck >= queued.strikes) {
      this.#queue = this.#queue.filter((other) => other !== queued);
    }
    return fault === undefined ? { latencyMs } : { latencyMs, fault };
  }

  #enqueue(match: RequestMatch, sequence: readonly StrikingFault[], times: number): void {
    const strikes = sequence.length * times;
    if (strikes > 0) {
      this.#queue.push({ match, sequence, struck: 0, strikes });
    }
  }
}

function matches(match: RequestMatch, request: StruckRequest): boolean {
  return (
    (match.method === undefined || match.method === request.method) &&
    (match.tokenId === undefined || match.tokenId.toLowerCase() === request.tokenId)
  );
}
