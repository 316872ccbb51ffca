import { percentDecoded } from "./percent-decoded";
import { isUuid } from "../tokens/token-text";

/** The path at which Datadog's API lists and creates tokens; one token is below it. */
export const tokensPath = "/api/v2/personal_access_tokens";

/** The user and the organisation behind a key pair or a bearer token. */
export const currentUserPath = "/api/v2/current_user";

/** The organisation behind an API key. */
export const validatePath = "/api/v2/validate";

/** The probe for a key pair or a bearer token, which needs no permission. */
export const validateKeysPath = "/api/v2/validate_keys";

/** The address in a request's URL. */
export interface RequestPath {
  /** The part of this API that the path belongs to, whatever the method; absent if it is none of it. */
  readonly resource?: "tokens" | "token" | "identity";
  /** The token's id in lower case, if the path names one that is a UUID. */
  readonly tokenId?: string;
}

/** Reads a request's path as far as ledger and rules need it; never throws. */
export function readPath(url: string): RequestPath {
  const path = pathOf(url);
  if (path === tokensPath) {
    return { resource: "tokens" };
  }
  if ([currentUserPath, validatePath, validateKeysPath].includes(path)) {
    return { resource: "identity" };
  }
  const segment = path.startsWith(`${tokensPath}/`) ? percentDecoded(path.slice(tokensPath.length + 1)) : "";
  if (segment === "" || segment.includes("/")) {
    return {};
  }
  return { resource: "token", ...(isUuid(segment) ? { tokenId: segment.toLowerCase() } : {}) };
}

/** True if a request's path is that of the tokens or of one of them. */
export function isAboutTokens(url: string): boolean {
  return ["tokens", "token"].includes(readPath(url).resource ?? "");
}

/** A request's path without its query. */
export function pathOf(url: string): string {
  return url.split("?", 1)[0] ?? "";
}
