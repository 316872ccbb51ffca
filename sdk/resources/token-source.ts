import { readToken } from "../../provider/datadog/token/token-id";
import type { TokenOwner } from "../../provider/datadog/token/token-owner";
import type { TokenKind } from "../../provider/datadog/token/token-text";
import type { InputProblem } from "../../provider/schema/revocation-inputs";

/** The inputs that name the token to the provider: its id, its owner if that is told with it, or a marker that says what is wrong without the text. */
export interface TokenSource extends TokenOwner {
  tokenId?: string;
  tokenProblem?: InputProblem;
}

/**
 * Finds out which token a program means, in the program's own process: the leaked text stays in this function.
 *
 * @param tokenId - the resolved argument `tokenId`; a wrong one is passed on for `check` to report, unless it holds a token.
 * @param token - the resolved argument `token`.
 * @param wanted - the kind of token that the resource revokes; `undefined`: either.
 */
export function tokenSourceOf(tokenId: unknown, token: unknown, wanted?: TokenKind): TokenSource {
  if (isGiven(tokenId) && isGiven(token)) {
    return { tokenProblem: "both" };
  }
  if (isGiven(token)) {
    if (typeof token !== "string") {
      return { tokenProblem: "notAToken" };
    }
    const read = readToken(token);
    if (read === undefined) {
      return { tokenProblem: "notAToken" };
    }
    const kind = read.kind ?? "personal";
    if (wanted === undefined || kind === wanted) {
      return wanted === undefined ? read : { tokenId: read.tokenId };
    }
    return { tokenProblem: kind === "service" ? "serviceAccessToken" : "personalAccessToken" };
  }
  if (!isGiven(tokenId)) {
    return { tokenProblem: "neither" };
  }
  const id = typeof tokenId === "string" ? tokenId : JSON.stringify(tokenId);
  return tokenPrefix.test(id) ? { tokenProblem: "tokenTextAsTokenId" } : { tokenId: id };
}

/** Whole, damaged or only its public portion: what holds a token's prefix is not passed on. */
const tokenPrefix = /dd[ps]at_/i;

/** A program in plain JavaScript, or a missing configuration value, may give null. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
