import type { IncomingHttpHeaders } from "node:http";
import { tokenIdOfText } from "../tokens/token-text";
import type { TokenStore } from "../tokens/tokens";

/**
 * The credentials that a request showed: an access token (as a bearer, or in place of the application key, which Datadog
 * takes too), both keys, or neither (half a key pair is neither).
 */
export type CredentialKind = "bearer" | "keys" | "none";

/** The only credentials that are accepted; a kind that is not named here is refused. */
export interface AcceptedCredentials {
  /** `DD-API-KEY`; only together with `appKey`. */
  readonly apiKey?: string;
  /** `DD-APPLICATION-KEY`; only together with `apiKey`. */
  readonly appKey?: string;
  /** `Authorization: Bearer …`. */
  readonly bearerToken?: string;
}

/** The credentials of one request; never kept beyond it. */
export type ShownCredentials =
  | { readonly kind: "bearer"; readonly token: string }
  | { readonly kind: "keys"; readonly apiKey: string; readonly appKey: string }
  | { readonly kind: "none" };

/** Reads `Authorization`, `DD-API-KEY` and `DD-APPLICATION-KEY`; a bearer token wins over keys. */
export function readCredentials(headers: IncomingHttpHeaders): ShownCredentials {
  const token = /^Bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
  if (token !== undefined) {
    return { kind: "bearer", token };
  }
  const apiKey = headerText(headers["dd-api-key"]);
  const appKey = headerText(headers["dd-application-key"]);
  if (/^dd[ps]at_/.test(appKey)) {
    return { kind: "bearer", token: appKey };
  }
  return apiKey !== "" && appKey !== "" ? { kind: "keys", apiKey, appKey } : { kind: "none" };
}

/** The secret texts that a request showed. */
export function secretsOf(shown: ShownCredentials): readonly string[] {
  if (shown.kind === "none") {
    return [];
  }
  return shown.kind === "bearer" ? [shown.token] : [shown.apiKey, shown.appKey];
}

/**
 * Decides if a request may pass: 401 for no credentials and for an access token that opens nothing (any more), 403 for
 * wrong keys. A simulated token that is alive is always accepted, one that is revoked never: a rehearsal can see the
 * leaked token stop working.
 */
export function judgeCredentials(
  shown: ShownCredentials,
  accepted: AcceptedCredentials | undefined,
  tokens: TokenStore,
): "pass" | 401 | 403 {
  if (shown.kind === "none") {
    return 401;
  }
  if (shown.kind === "keys") {
    if (accepted === undefined) {
      return "pass";
    }
    return shown.apiKey === accepted.apiKey && shown.appKey === accepted.appKey ? "pass" : 403;
  }
  const simulated = tokens.get(tokenIdOfText(shown.token) ?? "");
  if (simulated?.text === shown.token) {
    return simulated.revokedAt === undefined ? "pass" : 401;
  }
  return accepted === undefined || shown.token === accepted.bearerToken ? "pass" : 401;
}

function headerText(value: string | string[] | undefined): string {
  return typeof value === "string" ? value.trim() : "";
}
