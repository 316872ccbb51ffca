import { secretsOf, type CredentialKind } from "./credentials";
import type { Fault } from "../faults/faults";
import { redact } from "./redact";
import { pathOf, readPath } from "./request-path";
import { rulesBrokenBy, type IncomingRequest, type Rule } from "./request-rules";

/** One request, without any header's value but the user agent's. */
export interface LedgerEntry {
  readonly method: string;
  /** Path without the query; what is a credential or looks like a token's text is replaced. */
  readonly path: string;
  /** The token that the path names, in lower case; absent where it names none. */
  readonly tokenId?: string;
  /** The response's status; absent while the request is in progress, and if no response was sent. */
  readonly status?: number;
  /** The request's arrival, in milliseconds since the epoch, by the simulator's clock. */
  readonly at: number;
  /** The `User-Agent` header, empty if there was none. */
  readonly userAgent: string;
  readonly credential: CredentialKind;
  /** The fault that was injected, if any. */
  readonly fault?: Fault["kind"];
}

/** Entries with all of these values; an empty filter matches every entry. */
export type LedgerFilter = Partial<
  Pick<LedgerEntry, "method" | "path" | "tokenId" | "status" | "credential" | "fault">
>;

/** A request that no well-behaved client sends, and why. */
export interface Violation {
  readonly rule: Rule;
  readonly method: string;
  readonly path: string;
  readonly at: number;
}

/** The requests seen since the start or the last `clear`, in order of arrival. */
export interface Ledger {
  /** Entries, all of them or those that match. */
  entries(filter?: LedgerFilter): readonly LedgerEntry[];
  /** The number of entries that match: `count({ method: "DELETE", status: 204 })`. */
  count(filter?: LedgerFilter): number;
  /** The rules that must hold for every request and did not; `[]` when all is well. */
  violations(): readonly Violation[];
  /** Forgets entries and violations. */
  clear(): void;
}

/** A request in progress. */
export interface OpenEntry {
  readonly key: symbol;
  readonly entry: LedgerEntry;
}

/** The ledger that the server writes. */
export class RequestLedger implements Ledger {
  #entries = new Map<symbol, LedgerEntry>();
  #violations: Violation[] = [];
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Writes the entry of a request that has arrived, for `complete` to complete. */
  open(request: IncomingRequest): OpenEntry {
    const { method, headers, shown } = request;
    const secrets = secretsOf(shown);
    const { tokenId } = readPath(request.url);
    const entry: LedgerEntry = {
      method,
      path: redact(pathOf(request.url), secrets),
      ...(tokenId === undefined ? {} : { tokenId }),
      at: this.#now(),
      userAgent: redact(headers["user-agent"] ?? "", secrets),
      credential: shown.kind,
    };
    const key = Symbol("request");
    this.#entries.set(key, entry);
    for (const rule of rulesBrokenBy(request)) {
      this.#violations.push({ rule, method, path: entry.path, at: entry.at });
    }
    return { key, entry };
  }

  /** Adds what became of a request; one that was cleared away in between stays away. */
  complete({ key, entry }: OpenEntry, outcome: Pick<LedgerEntry, "status" | "fault">): LedgerEntry {
    const completed = { ...entry, ...outcome };
    if (this.#entries.has(key)) {
      this.#entries.set(key, completed);
    }
    return completed;
  }

  entries(filter: LedgerFilter = {}): readonly LedgerEntry[] {
    return [...this.#entries.values()].filter((entry) => matches(entry, filter));
  }

  count(filter: LedgerFilter = {}): number {
    return this.entries(filter).length;
  }

  violations(): readonly Violation[] {
    return [...this.#violations];
  }

  clear(): void {
    this.#entries = new Map();
    this.#violations = [];
  }
}

function matches(entry: LedgerEntry, filter: LedgerFilter): boolean {
  return (
    (filter.method === undefined || entry.method === filter.method) &&
    (filter.path === undefined || entry.path === filter.path) &&
    (filter.tokenId === undefined || entry.tokenId === filter.tokenId.toLowerCase()) &&
    (filter.status === undefined || entry.status === filter.status) &&
    (filter.credential === undefined || entry.credential === filter.credential) &&
    (filter.fault === undefined || entry.fault === filter.fault)
  );
}
