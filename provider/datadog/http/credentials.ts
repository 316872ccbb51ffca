import { tokenSpotAt } from "../token/token-spots";
import type { NamedToken } from "../token/token-text";
import type { DelegatedToken } from "./delegated-token";
import type { Secret } from "./secret";

/** The place of credentials: the stack's configuration is kept in state and replayed, the environment is read anew. */
export type CredentialSource = "stack configuration" | "environment";

/** A personal or service access token, which needs no API key beside it. */
export interface BearerTokenCredentials {
  kind: "bearer";
  token: Secret;
  source: CredentialSource;
  /** The setting's name, fit for a message: `DD_BEARER_TOKEN`, `datadog:bearerToken`, … */
  name: string;
}

/** An API key with an application key. */
export interface KeyPairCredentials {
  kind: "keys";
  apiKey: Secret;
  appKey: Secret;
  source: CredentialSource;
  /** The settings' names, fit for a message: `DD_API_KEY and DD_APP_KEY`, … */
  name: string;
  /** The name of the application key's setting alone. */
  appKeyName: string;
}

/** The identity of the job itself, for which Datadog gives a token that lives for minutes. */
export interface DelegatedCredentials {
  kind: "delegated";
  token: DelegatedToken;
  source: CredentialSource;
  /** The setting's name, fit for a message: `DD_DELEGATED_TOKEN`. */
  name: string;
}

/** The proof to Datadog of who is asking; the values stay inside `Secret`s until the headers are built. */
export type Credentials = BearerTokenCredentials | KeyPairCredentials | DelegatedCredentials;

/**
 * The token that is itself the credential: its text holds its id, so no request is needed to tell it. Datadog takes an access
 * token as a bearer, and in place of an application key, whatever API key is beside it then.
 *
 * @returns undefined for an application key, for the identity of a job, and for a bearer of another shape.
 */
export function ownToken(credentials: Credentials): (NamedToken & { setting: string }) | undefined {
  if (credentials.kind === "delegated") {
    return undefined;
  }
  const [secret, setting] =
    credentials.kind === "bearer"
      ? [credentials.token, credentials.name]
      : [credentials.appKey, credentials.appKeyName];
  const token = tokenSpotAt(secret.reveal(), 0)?.token;
  return token && { ...token, setting };
}

/**
 * The time at which a bearer token expires, if it says so itself, as a JSON Web Token does; milliseconds since the epoch.
 *
 * @returns undefined for all others: Datadog's own access tokens tell nothing, and the identity of a job is renewed.
 */
export function expiryOf(credentials: Credentials): number | undefined {
  const [, payload, signature] = credentials.kind === "bearer" ? credentials.token.reveal().split(".") : [];
  if (payload === undefined || signature === undefined) {
    return undefined;
  }
  try {
    const { exp } = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as { exp?: unknown };
    const expiresAt = typeof exp === "number" ? exp * 1000 : NaN;
    // A number that is no date is ignored.
    return Number.isNaN(new Date(expiresAt).getTime()) ? undefined : expiresAt;
  } catch {
    return undefined;
  }
}

/** The values that must never appear in a message. */
export function secretsOf(credentials: Credentials): readonly Secret[] {
  switch (credentials.kind) {
    case "bearer":
      return [credentials.token];
    case "keys":
      return [credentials.apiKey, credentials.appKey];
    case "delegated":
      return credentials.token.secrets();
  }
}

/**
 * The request headers that carry the credentials, in the clear: apart from `ownToken` and `expiryOf` the only place where a `Secret` is revealed. Of a pair of
 * keys, the API key may go alone.
 */
export function credentialHeaders(
  credentials: BearerTokenCredentials | KeyPairCredentials,
  { apiKeyAlone = false } = {},
): Record<string, string> {
  if (credentials.kind === "bearer") {
    return bearerHeader(credentials.token);
  }
  return {
    "DD-API-KEY": credentials.apiKey.reveal(),
    ...(!apiKeyAlone && { "DD-APPLICATION-KEY": credentials.appKey.reveal() }),
  };
}

/** The header that carries an access token. */
export function bearerHeader(token: Secret): Record<string, string> {
  return { Authorization: `Bearer ${token.reveal()}` };
}
