import type {
  Faults,
  ListDistortion,
  RequestMatch,
  ScriptedAnswer,
  InjectedFaults,
  Fault,
  FaultTarget,
} from "./faults";

interface QueuedFault {
  readonly match: RequestMatch;
  /** One fault for each request, in this order and over again. */
  readonly sequence: readonly Fault[];
  timesInjected: number;
  readonly mostTimes: number;
}

/** Fault injection: the faults that are still to come, in the order they were asked for. */
export class FaultQueue implements Faults {
  #queue: QueuedFault[] = [];
  #latencies: { match: RequestMatch; latencyMs: number }[] = [];
  #keptAlive = new Set<string>();
  /** Token id → how many more requests do not find it. */
  #hidden = new Map<string, number>();
  #revocationDelayMs = 0;
  #creationDelayMs = 0;
  #listDistortion: ListDistortion = {};

  /** The time for which a token is not found after its creation, in milliseconds. */
  get creationDelayMs(): number {
    return this.#creationDelayMs;
  }

  /** The ways in which the list misleads. */
  get listDistortion(): ListDistortion {
    return this.#listDistortion;
  }

  /** The time for which a token is still shown after its revocation, in milliseconds. */
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

  delayCreation(delayMs: number): void {
    this.#creationDelayMs = delayMs;
  }

  hide(tokenId: string, requests = Infinity): void {
    this.#hidden.set(tokenId.toLowerCase(), requests);
  }

  /** True if a token is hidden. */
  isHidden(tokenId: string): boolean {
    return (this.#hidden.get(tokenId.toLowerCase()) ?? 0) > 0;
  }

  /** True if what a list shows depends on more than the tokens. */
  get decideWhatIsListed(): boolean {
    return this.#hidden.size > 0 || this.#revocationDelayMs !== 0 || this.#creationDelayMs !== 0;
  }

  /** Counts a request that does not find this hidden token. */
  countMiss(tokenId: string): void {
    this.#hidden.set(tokenId.toLowerCase(), (this.#hidden.get(tokenId.toLowerCase()) ?? 0) - 1);
  }

  distortList(distortion: ListDistortion): void {
    this.#listDistortion = distortion;
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
    this.#hidden = new Map();
    this.#revocationDelayMs = 0;
    this.#creationDelayMs = 0;
    this.#listDistortion = {};
  }

  /** Takes the fault of this request out of the queue, with the latency that applies to it. */
  inject(request: FaultTarget): InjectedFaults {
    const latencyMs = this.#latencies
      .filter(({ match }) => matches(match, request))
      .reduce((sum, latency) => sum + latency.latencyMs, 0);
    const queued = this.#queue.find(({ match }) => matches(match, request));
    if (queued === undefined) {
      return { latencyMs };
    }
    const fault = queued.sequence[queued.timesInjected % queued.sequence.length];
    queued.timesInjected += 1;
    if (queued.timesInjected >= queued.mostTimes) {
      this.#queue = this.#queue.filter((other) => other !== queued);
    }
    return fault === undefined ? { latencyMs } : { latencyMs, fault };
  }

  #enqueue(match: RequestMatch, sequence: readonly Fault[], times: number): void {
    const mostTimes = sequence.length * times;
    if (mostTimes > 0) {
      this.#queue.push({ match, sequence, timesInjected: 0, mostTimes });
    }
  }
}

function matches(match: RequestMatch, request: FaultTarget): boolean {
  return (
    (match.method === undefined || match.method === request.method) &&
    (match.path === undefined || match.path === request.path) &&
    (match.tokenId === undefined || match.tokenId.toLowerCase() === request.tokenId)
  );
}
