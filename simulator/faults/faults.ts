/** A filter for the requests that a fault is for; a field that is left out matches every request. */
export interface RequestMatch {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  /** Only requests with this path, without a query: `/api/v2/current_user`. */
  readonly path?: string;
  /** Only requests whose path names this token, in any letter case. */
  readonly tokenId?: string;
}

/**
 * One response in place of the real one: a status with its usual body, or all of it.
 * An object `body` is sent as JSON, a string as it is (`text/html` unless `headers` says otherwise),
 * an empty one without a content type.
 */
export type ScriptedAnswer =
  | number
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | object;
    };

/** Ways in which a list of several pages misleads; what is left out is as it should be. */
export interface ListDistortion {
  /**
   * Each page after the first starts this many entries late for each page before it, as if tokens went while the list was
   * read: entries are skipped. Negative, as if tokens came: entries are repeated. @defaultValue 0
   */
  readonly shift?: number;
  /** Each page after the first tells a total that is greater by this for each page before it. @defaultValue 0 */
  readonly totalDrift?: number;
  /** On each page, this many of the last entries are replaced by its first: full pages, right totals, and tokens missing. @defaultValue 0 */
  readonly duplicates?: number;
}

/**
 * Faults on demand. A fault is injected before credentials and rate limit are looked at, as a load balancer or
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
  /** Eventual consistency the other way round: for this long after a token's creation, GET, PATCH and DELETE answer 404 and the list leaves it out, though it is alive; 0 switches this off. */
  delayCreation(delayMs: number): void;
  /** The next `requests` (default: all until `clear`) that name this token get a 404, though it is alive; the list leaves it out for as long. */
  hide(tokenId: string, requests?: number): void;
  /** The list misleads whoever reads it page by page, until `clear`; replaces an earlier distortion. */
  distortList(distortion: ListDistortion): void;
  /** DELETEs of this token answer 204 and change nothing: GET says 200 for ever. */
  keepAlive(tokenId: string): void;
  /** Back to normal; what was revoked stays revoked. */
  clear(): void;
}

/** The faults that are injected into one request: the latency before it, and one other at most. */
export interface InjectedFaults {
  readonly latencyMs: number;
  readonly fault?: Fault;
}

/** One fault, as it is injected into a request. */
export type Fault =
  | { readonly kind: "answer"; readonly answer: ScriptedAnswer }
  | { readonly kind: "reset" | "loseAnswer" | "hang" };

/** The part of a request that decides which faults it gets. */
export interface FaultTarget {
  readonly method: string;
  readonly path: string;
  readonly tokenId?: string;
}
