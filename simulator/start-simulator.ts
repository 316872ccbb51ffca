import { setTimeout as setTimeoutPromise } from "node:timers/promises";
import type { AcceptedCredentials } from "./requests/credentials";
import { FaultQueue, type Faults } from "./faults/faults";
import { RequestLedger, type Ledger, type LedgerEntry } from "./requests/ledger";
import type { NewToken } from "./tokens/new-token";
import { RateLimiter, type RateLimit } from "./faults/rate-limit";
import { createServer } from "./api/server";
import type { RandomBytes } from "./tokens/token-text";
import { Tokens, type TokenStore } from "./tokens/tokens";

/** Options of a simulator; every one has a default, so `startSimulator()` alone is a useful one. */
export interface SimulatorOptions {
  /** TCP port on 127.0.0.1. @defaultValue 0 (any free one; see `Simulator.url`) */
  readonly port?: number;
  /** The tokens that exist at the start, or how many to make up. @defaultValue none */
  readonly tokens?: readonly NewToken[] | number;
  /** The rate limit of the organisation. @defaultValue none: no 429 and no `X-RateLimit-*` headers */
  readonly rateLimit?: RateLimit;
  /** The only credentials that are accepted. @defaultValue any non-empty key pair or bearer token */
  readonly credentials?: AcceptedCredentials;
  /** Milliseconds for which each request waits before it is handled. @defaultValue 0 */
  readonly latencyMs?: number;
  /** The response to a DELETE of an already revoked token: Datadog was recorded to say 204 again. @defaultValue 204 */
  readonly secondRevocation?: 204 | 404;
  /** Called for each request when its outcome is settled, just before the response leaves. */
  readonly onRequest?: (entry: LedgerEntry) => void;
  /** The clock, in milliseconds since the epoch. @defaultValue Date.now */
  readonly now?: () => number;
  /** Waits for latency. @defaultValue a timer */
  readonly sleep?: (durationMs: number) => Promise<void>;
  /** The source of made-up ids and token texts. @defaultValue node:crypto's randomBytes */
  readonly randomBytes?: RandomBytes;
}

/** A running simulator. */
export interface Simulator {
  /** `http://127.0.0.1:<port>`: what `DD_API_URL` is set to. */
  readonly url: string;
  /** The organisation's tokens, alive and revoked. */
  readonly tokens: TokenStore;
  /** The requests that it got, in order of arrival. */
  readonly ledger: Ledger;
  /** Faults on demand. */
  readonly faults: Faults;
  /** Stops listening and cuts the connections that are still open, hanging ones too. Calling it twice is fine. */
  close(): Promise<void>;
}

/**
 * Starts a simulator on 127.0.0.1.
 * @throws Error if the port is taken, or an option or a token is ill-formed.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { credentials, now = Date.now } = options;
  if (
    credentials !== undefined &&
    (credentials.apiKey === undefined) !== (credentials.appKey === undefined)
  ) {
    throw new Error("A key pair is an API key and an application key: give both or neither.");
  }
  const tokens = new Tokens(now, options.randomBytes);
  for (const token of startingTokens(options.tokens)) {
    tokens.create(token);
  }
  const faults = new FaultQueue();
  const ledger = new RequestLedger(now);
  const server = createServer({
    organisation: { tokens, faults, secondRevocation: options.secondRevocation ?? 204, now },
    ledger,
    rateLimiter: new RateLimiter(options.rateLimit, now),
    credentials,
    latencyMs: options.latencyMs ?? 0,
    onRequest: options.onRequest,
    sleep: options.sleep ?? sleep,
  });
  const url = await server.listen({ host: "127.0.0.1", port: options.port ?? 0 });
  return { url, tokens, faults, ledger, close: () => server.close() };
}

function startingTokens(tokens: readonly NewToken[] | number = []): readonly NewToken[] {
  return typeof tokens === "number" ? Array.from({ length: tokens }, () => ({})) : tokens;
}

/** A request that waits must not keep the process of a closed simulator alive. */
async function sleep(durationMs: number): Promise<void> {
  await setTimeoutPromise(durationMs, undefined, { ref: false });
}
