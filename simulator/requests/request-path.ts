import { percentDecoded } from "./percent-decoded";
import { isUuid } from "../tokens/token-text";

/** The path at which Datadog's API lists and creates tokens; one token is below it. */
export const tokensPath = "/api/v2/personal_access_tokens";

/** The path below which Datadog's API has a service account's access tokens: `/<account>/access_tokens`, one token below that. */
export const serviceAccountsPath = "/api/v2/service_accounts";

/** The user and the organisation behind a key pair or a bearer token. */
export const currentUserPath = "/api/v2/current_user";

/** The organisation behind an API key. */
export const validatePath = "/api/v2/validate";

/** The probe for a key pair or a bearer token, which needs no permission. */
export const validateKeysPath = "/api/v2/validate_keys";

/** The path below which Datadog's API has users: the permissions that one's roles grant, `/<user>/permissions`. */
export const usersPath = "/api/v2/users";

/** The exchange of a job's proof for an access token. */
export const delegatedTokenPath = "/api/v2/delegated-token";

/** The address in a request's URL. */
export interface RequestPath {
  /** The part of this API that the path belongs to, whatever the method; absent if it is none of it. */
  readonly resource?: "tokens" | "token" | "serviceTokens" | "serviceToken" | "identity" | "delegation";
  /** The token's id in lower case, if the path names one that is a UUID. */
  readonly tokenId?: string;
}

const identityPaths = [currentUserPath, validatePath, validateKeysPath];
const permissionsPattern = new RegExp(`^${usersPath}/([^/]+)/permissions$`);
const accountPattern = new RegExp(`^${serviceAccountsPath}/([^/]+)/access_tokens(?:/(.*))?$`);

/** Reads a request's path as far as ledger and rules need it; never throws. */
export function readPath(url: string): RequestPath {
  const path = pathOf(url);
  if (path === tokensPath) {
    return { resource: "tokens" };
  }
  if (identityPaths.includes(path) || isUuid(percentDecoded(permissionsPattern.exec(path)?.[1] ?? ""))) {
    return { resource: "identity" };
  }
  if (path === delegatedTokenPath) {
    return { resource: "delegation" };
  }
  if (path.startsWith(`${tokensPath}/`)) {
    return oneToken("token", path.slice(tokensPath.length + 1));
  }
  const [isAccount, account = "", token] = accountPattern.exec(path) ?? [];
  if (isAccount === undefined || !isUuid(percentDecoded(account))) {
    return {};
  }
  return token === undefined ? { resource: "serviceTokens" } : oneToken("serviceToken", token);
}

/** True if a request's path is that of the tokens or of one of them. */
export function isAboutTokens(url: string): boolean {
  const { resource } = readPath(url);
  return resource !== undefined && resource !== "identity" && resource !== "delegation";
}

/** A request's path without its query. */
export function pathOf(url: string): string {
  return url.split("?", 1)[0] ?? "";
}

function oneToken(resource: "token" | "serviceToken", encoded: string): RequestPath {
  const segment = percentDecoded(encoded);
  if (segment === "" || segment.includes("/")) {
    return {};
  }
  return { resource, ...(isUuid(segment) ? { tokenId: segment.toLowerCase() } : {}) };
}
