import type { AcceptedCredentials } from "../requests/authentication";
import type { Permissions, Reach } from "../requests/permissions";
import type { NewToken } from "../tokens/new-token";
import type { RateLimit } from "../faults/rate-limit";
import type { SimulatorOptions } from "../start-simulator";
import { isUuid } from "../tokens/token-text";
import { readTokensFile } from "./tokens-file";

/** The command line's options as they were typed. */
export interface TypedOptions {
  readonly port?: string;
  readonly tokens?: string;
  readonly rateLimit?: string;
  readonly apiKey?: string;
  readonly appKey?: string;
  readonly bearer?: string;
  readonly organization?: string;
  readonly user?: string;
  readonly read?: string;
  readonly revoke?: string;
  /** False for `--no-service-accounts`. */
  readonly serviceAccounts?: boolean;
  /** False for `--no-current-user`. */
  readonly currentUser?: boolean;
  readonly latency?: string;
  readonly creationDelay?: string;
  readonly revocationDelay?: string;
  readonly secondRevocation?: string;
  readonly quiet?: boolean;
}

/** The command line, read. */
export interface CliOptions {
  readonly simulator: SimulatorOptions;
  readonly creationDelayMs: number;
  readonly revocationDelayMs: number;
  readonly quiet: boolean;
}

/**
 * Reads the typed options, and the tokens file with them.
 * @throws Error that names the option and what it takes.
 */
export async function readCliOptions(typed: TypedOptions): Promise<CliOptions> {
  const credentials = readAccepted(typed);
  return {
    simulator: {
      port: typed.port === undefined ? 0 : wholeNumber("--port", typed.port, 65_535),
      latencyMs: milliseconds("--latency", typed.latency),
      secondRevocation: readSecondRevocation(typed.secondRevocation),
      ...(typed.tokens === undefined ? {} : { tokens: await readTokens(typed.tokens) }),
      ...(typed.rateLimit === undefined ? {} : { rateLimit: readRateLimit(typed.rateLimit) }),
      ...(credentials === undefined ? {} : { credentials }),
      ...(typed.organization === undefined
        ? {}
        : { organization: readUuid("--organization", typed.organization) }),
      ...(typed.user === undefined ? {} : { currentUserId: readUuid("--user", typed.user) }),
      ...readPermissions(typed),
    },
    creationDelayMs: milliseconds("--creation-delay", typed.creationDelay),
    revocationDelayMs: milliseconds("--revocation-delay", typed.revocationDelay),
    quiet: typed.quiet ?? false,
  };
}

/** `60/60`: requests per seconds. */
function readRateLimit(text: string): RateLimit {
  const [, limit = "", periodSeconds = ""] = /^([1-9]\d{0,8})\/([1-9]\d{0,8})$/.exec(text) ?? [];
  if (limit === "") {
    throw new Error(`--rate-limit takes REQUESTS/SECONDS, such as 60/60, not "${text}".`);
  }
  return { limit: Number(limit), periodSeconds: Number(periodSeconds) };
}

/** A file, or how many to make up. */
async function readTokens(text: string): Promise<readonly NewToken[] | number> {
  return /^\d+$/.test(text) ? wholeNumber("--tokens", text, 1_000_000) : readTokensFile(text);
}

/** No message repeats what was given: it is a credential. */
function readAccepted({ apiKey, appKey, bearer }: TypedOptions): AcceptedCredentials | undefined {
  if (apiKey === "" || appKey === "" || bearer === "") {
    throw new Error(
      "--api-key, --app-key and --bearer can't be empty; leave them out to accept any credentials.",
    );
  }
  if ((apiKey === undefined) !== (appKey === undefined)) {
    throw new Error("--api-key and --app-key are a pair: give both or neither.");
  }
  if (apiKey === undefined && bearer === undefined) {
    return undefined;
  }
  return {
    ...(apiKey === undefined || appKey === undefined ? {} : { apiKey, appKey }),
    ...(bearer === undefined ? {} : { bearerToken: bearer }),
  };
}

/** Nothing if everything is permitted. */
function readPermissions(typed: TypedOptions): { readonly permissions?: Permissions } {
  const { read, revoke, serviceAccounts = true, currentUser = true } = typed;
  const restricted: Permissions = {
    ...(read === undefined ? {} : { read: readReach("--read", read) }),
    ...(revoke === undefined ? {} : { revoke: readReach("--revoke", revoke) }),
    ...(serviceAccounts ? {} : { serviceAccounts }),
    ...(currentUser ? {} : { currentUser }),
  };
  return Object.keys(restricted).length === 0 ? {} : { permissions: restricted };
}

function readReach(option: string, text: string): Reach {
  if (text === "all" || text === "own" || text === "none") {
    return text;
  }
  throw new Error(`${option} takes all, own or none, not "${text}".`);
}

function readUuid(option: string, text: string): string {
  if (!isUuid(text)) {
    throw new Error(`${option} takes a UUID.`);
  }
  return text;
}

function readSecondRevocation(text = "204"): 204 | 404 {
  if (text === "204") {
    return 204;
  }
  if (text === "404") {
    return 404;
  }
  throw new Error(`--second-revocation takes 204 or 404, not "${text}".`);
}

function milliseconds(option: string, text = "0"): number {
  return wholeNumber(option, text, 24 * 60 * 60 * 1000);
}

function wholeNumber(option: string, text: string, max: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > max) {
    throw new Error(`${option} takes a whole number from 0 to ${max}, not "${text}".`);
  }
  return value;
}
