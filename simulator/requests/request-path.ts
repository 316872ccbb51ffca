import { percentDecoded } from "./percent-decoded";
import { isUuid } from "../tokens/token-text";

/** The path at which Datadog's API lists and creates tokens; one token is below it. */
export const tokensPath = "/api/v2/personal_access_tokens";

/** The address in a request's URL. */
export interface RequestPath {
  /** True if the path is one of this API, whatever the method. */
  readonly known: boolean;
  /** The token's id in lower case, if the path names one that is a UUID. */
  readonly tokenId?: string;
}

/** Reads a request's path as far as ledger and rules need it; never throws. */
export function readPath(url: string): RequestPath {
  const path = url.split("?", 1)[0] ?? "";
  if (path === tokensPath) {
    return { known: true };
  }
  const segment = path.startsWith(`${tokensPath}/`) ? percentDecoded(path.slice(tokensPath.length + 1)) : "";
  if (segment === "" || segment.includes("/")) {
    return { known: false };
  }
  return isUuid(segment) ? { known: true, tokenId: segment.toLowerCase() } : { known: true };
}
