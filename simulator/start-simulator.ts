import { setTimeout as setTimeoutPromise } from "node:timers/promises";
import { FaultQueue } from "./faults/fault-queue";
import type { Faults } from "./faults/faults";
import type { AcceptedCredentials, AuthenticationRules } from "./requests/authentication";
import { RequestLedger, type Ledger, type LedgerEntry } from "./requests/ledger";
import { completePermissions, type Permissions } from "./requests/permissions";
import type { NewToken } from "./tokens/new-token";
import { RateLimiter, type RateLimit } from "./faults/rate-limit";
import { LastListing } from "./api/last-listing";
import { createServer } from "./api/server";
import { DelegatedTokens, type Delegation } from "./tokens/delegated-tokens";
import { isUuid, type RandomBytes } from "./tokens/token-text";
import { defaultOwnerId, Tokens, type TokenStore } from "./tokens/tokens";

/** Options of a simulator; every one has a default, so `startSimulator()` alone is a useful one. */
export interface SimulatorOptions {
  /** TCP port on 127.0.0.1. @defaultValue 0 (any free one; see `Simulator.url`) */
  readonly port?: number;
  /** The tokens that exist at the start, or how many to make up. @defaultValue none */
  readonly tokens?: readonly NewToken[] | number;
  /** The rate limit of the organisation. @defaultValue none: no 429 and no `X-RateLimit-*` headers */
  readonly rateLimit?: RateLimit;
  /** UUID of the organisation that is simulated. @defaultValue `defaultOrganization` */
  readonly organization?: string;
  /** UUID of the user behind credentials that name no other, who owns the tokens that name no other owner. @defaultValue "00000000-0000-4000-8000-0000000000a1" */
  readonly currentUserId?: string;
  /** The only credentials that are accepted, one or several. @defaultValue any non-empty key pair or bearer token */
  readonly credentials?: AcceptedCredentials | readonly AcceptedCredentials[];
  /** The jobs that are given an access token for their own identity. @defaultValue none */
  readonly delegation?: Delegation;
  /** The permissions of credentials that have none of their own, simulated tokens among them. @defaultValue everything is permitted */
  readonly permissions?: Permissions;
  /** The response to a revoked token of this organisation as bearer: Datadog documents both. @defaultValue 401 */
  readonly deadTokenStatus?: 401 | 403;
  /** Milliseconds for which each request waits before it is handled. @defaultValue 0 */
  readonly latencyMs?: number;
  /** The response to a DELETE of an already revoked token: Datadog was recorded to say 204 again. @defaultValue 204 */
  readonly secondRevocation?: 204 | 404;
  /** Called for each request when its outcome is completed, just before the response leaves. */
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
  /** The organisation's id. */
  readonly organization: string;
  /** The organisation's tokens, alive and revoked. */
  readonly tokens: TokenStore;
  /** The requests that it got, in order of opened. */
  readonly ledger: Ledger;
  /** Faults on demand. */
  readonly faults: Faults;
  /** Stops listening and cuts the connections that are still open, hanging ones too. Calling it twice is fine. */
  close(): Promise<void>;
}

/** The organisation that a simulator is unless told otherwise. */
export const defaultOrganization = "00000000-0000-4000-8000-0000000000b1";

/**
 * Starts a simulator on 127.0.0.1.
 * @throws Error if the port is taken, or an option or a token is ill-formed.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { now = Date.now, currentUserId = defaultOwnerId } = options;
  const organization = uuid("organization", options.organization ?? defaultOrganization);
  const tokens = new Tokens(now, options.randomBytes, uuid("currentUserId", currentUserId));
  for (const token of startingTokens(options.tokens)) {
    tokens.create(token);
  }
  const faults = new FaultQueue();
  const delegatedTokens = new DelegatedTokens(options.delegation, now);
  const ledger = new RequestLedger(now);
  const server = createServer({
    organisation: {
      id: organization,
      tokens,
      delegatedTokens,
      faults,
      lastListing: new LastListing(tokens, faults),
      secondRevocation: options.secondRevocation ?? 204,
      now,
    },
    ledger,
    rateLimiter: new RateLimiter(options.rateLimit, now),
    authentication: authenticationRulesOf(options, currentUserId, { tokens, delegatedTokens }),
    latencyMs: options.latencyMs ?? 0,
    onRequest: options.onRequest,
    sleep: options.sleep ?? sleep,
  });
  const url = await server.listen({ host: "127.0.0.1", port: options.port ?? 0 });
  return { url, organization, tokens, faults, ledger, close: () => server.close() };
}

function authenticationRulesOf(
  options: SimulatorOptions,
  currentUserId: string,
  stores: Pick<AuthenticationRules, "tokens" | "delegatedTokens">,
): AuthenticationRules {
  const accepted = options.credentials === undefined ? undefined : [options.credentials].flat();
  for (const { apiKey, appKey, userId } of accepted ?? []) {
    if ((apiKey === undefined) !== (appKey === undefined)) {
      throw new Error("A key pair is an API key and an application key: give both or neither.");
    }
    uuid("userId", userId ?? currentUserId);
  }
  return {
    accepted,
    caller: {
      userId: currentUserId.toLowerCase(),
      serviceAccount: false,
      permissions: completePermissions(options.permissions),
    },
    ...stores,
    deadTokenStatus: options.deadTokenStatus ?? 401,
  };
}

/** No message repeats what was given: it may be a credential. */
function uuid(option: string, text: string): string {
  if (!isUuid(text)) {
    throw new Error(`"${option}" must be a UUID.`);
  }
  return text.toLowerCase();
}

function startingTokens(tokens: readonly NewToken[] | number = []): readonly NewToken[] {
  return typeof tokens === "number" ? Array.from({ length: tokens }, () => ({})) : tokens;
}

/** A request that waits must not keep the process of a closed simulator alive. */
async function sleep(durationMs: number): Promise<void> {
  await setTimeoutPromise(durationMs, undefined, { ref: false });
}
