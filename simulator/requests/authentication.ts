import type { ShownCredentials } from "./credentials";
import { completePermissions, type Caller, type Permissions } from "./permissions";
import { tokenIdOfText } from "../tokens/token-text";
import type { DelegatedTokens } from "../tokens/delegated-tokens";
import type { TokenStore } from "../tokens/tokens";

/** Credentials that are accepted: a key pair, a bearer token or both, and whose they are. */
export interface AcceptedCredentials {
  /** `DD-API-KEY`; only together with `appKey`. */
  readonly apiKey?: string;
  /** `DD-APPLICATION-KEY`; only together with `apiKey`. */
  readonly appKey?: string;
  /** `Authorization: Bearer …`. */
  readonly bearerToken?: string;
  /** UUID of the user whose credentials they are. @defaultValue the simulator's `currentUserId` */
  readonly userId?: string;
  /** @defaultValue the simulator's `permissions` */
  readonly permissions?: Permissions;
}

/** The rules that credentials are checked against. */
export interface AuthenticationRules {
  /** The only credentials that are accepted, or `undefined` for any non-empty ones. */
  readonly accepted: readonly AcceptedCredentials[] | undefined;
  /** The caller behind credentials that say nothing else. */
  readonly caller: Caller;
  readonly tokens: TokenStore;
  readonly delegatedTokens: DelegatedTokens;
  /** The response to a token of this organisation that is revoked. */
  readonly deadTokenStatus: 401 | 403;
}

/** The credentials that an endpoint asks for: a key pair or a bearer token, the API key alone, or the proof of a job's identity. */
export type NeededCredentials = "user" | "apiKey" | "proof";

/**
 * Finds the caller of a request, or the status of its refusal: 401 for missing credentials and for an unknown bearer token,
 * 403 for wrong keys. A simulated token that is alive is always accepted, on its owner's behalf, one that is revoked
 * never: a rehearsal can see the leaked token stop working.
 */
export function authenticate(
  shown: ShownCredentials,
  rules: AuthenticationRules,
  needed: NeededCredentials = "user",
): Caller | 401 | 403 {
  if (needed === "proof") {
    return shown.kind !== "delegated" ? 401 : rules.delegatedTokens.accepts(shown.proof) ? rules.caller : 403;
  }
  if (needed === "apiKey") {
    return authenticateApiKey(shown, rules);
  }
  if (shown.kind === "none" || shown.kind === "apiKey" || shown.kind === "delegated") {
    return 401;
  }
  if (shown.kind === "bearer") {
    return authenticateBearer(shown.token, rules);
  }
  return callerWith(rules, (one) => one.apiKey === shown.apiKey && one.appKey === shown.appKey) ?? 403;
}

function authenticateApiKey(shown: ShownCredentials, rules: AuthenticationRules): Caller | 401 | 403 {
  const apiKey = shown.kind === "none" || shown.kind === "delegated" ? undefined : shown.apiKey;
  return apiKey === undefined ? 401 : (callerWith(rules, (one) => one.apiKey === apiKey) ?? 403);
}

function authenticateBearer(text: string, rules: AuthenticationRules): Caller | 401 | 403 {
  const token = rules.tokens.get(tokenIdOfText(text) ?? "");
  if (rules.delegatedTokens.isAlive(text)) {
    return rules.caller;
  }
  if (token?.text !== text) {
    return callerWith(rules, (one) => one.bearerToken === text) ?? 401;
  }
  if (token.revokedAt !== undefined) {
    return rules.deadTokenStatus;
  }
  const serviceAccount = token.type === "service_access_tokens";
  return { ...rules.caller, userId: token.ownerId, serviceAccount };
}

/** The caller behind the first accepted credentials of which this holds. */
function callerWith(
  { accepted, caller }: AuthenticationRules,
  isShown: (one: AcceptedCredentials) => boolean,
): Caller | undefined {
  if (accepted === undefined) {
    return caller;
  }
  const one = accepted.find(isShown);
  if (one === undefined) {
    return undefined;
  }
  return {
    ...caller,
    userId: one.userId?.toLowerCase() ?? caller.userId,
    permissions: one.permissions === undefined ? caller.permissions : completePermissions(one.permissions),
  };
}
