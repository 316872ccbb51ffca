import { percentDecoded } from "./percent-decoded";
import { isUuid } from "../tokens/token-text";

/** Where Datadog's API lists and creates tokens; one token is below it. */
export const TOKENS_PATH = "/api/v2/personal_access_tokens";

/** What a request's URL addresses. */
export interface RequestPath {
  /** Whether the path is one of this API, whatever the method. */
  readonly known: boolean;
  /** The token's id in lower case, where the path names one that is a UUID. */
  readonly tokenId?: string;
}

/** Reads a request's path as far as ledger and rules need it; never throws. */
export function readPath(url: string): RequestPath {
  const path = url.split("?", 1)[0] ?? "";
  if (path === TOKENS_PATH) {
    return { known: true };
  }
  const segment = path.startsWith(`${TOKENS_PATH}/`)
    ? percentDecoded(path.slice(TOKENS_PATH.length + 1))
    : "";
  if (segment === "" || segment.includes("/")) {
    return { known: false };
  }
  return isUuid(segment) ? { known: true, tokenId: segment.toLowerCase() } : { known: true };
}
