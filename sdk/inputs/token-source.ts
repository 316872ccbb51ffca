import type { TokenOwner } from "../../provider/datadog/token/token-owner";
import type { TokenKind } from "../../provider/datadog/token/token-text";
import type { InputProblem } from "../../provider/schema/revocation-inputs";
import { readLeakedText } from "./leaked-text";

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
 * @param warn - told of a text whose secret part is not whole, by its public portion: the id is right all the same.
 */
export function tokenSourceOf(
  tokenId: unknown,
  token: unknown,
  wanted: TokenKind | undefined,
  warn: (warning: string) => void,
): TokenSource {
  if (isGiven(tokenId) && isGiven(token)) {
    return { tokenProblem: "both" };
  }
  if (isGiven(token)) {
    if (typeof token !== "string") {
      return { tokenProblem: "notAToken" };
    }
    const read = readLeakedText(token);
    if ("problem" in read) {
      return { tokenProblem: read.problem };
    }
    const { tokenId: id, kind, publicPortion } = read.token;
    if (wanted !== undefined && kind !== wanted) {
      return { tokenProblem: kind === "service" ? "serviceAccessToken" : "personalAccessToken" };
    }
    if (read.isPartial) {
      warn(partialSecret(publicPortion));
    }
    return wanted === undefined && kind === "service" ? { tokenId: id, kind } : { tokenId: id };
  }
  if (!isGiven(tokenId)) {
    return { tokenProblem: "neither" };
  }
  const id = typeof tokenId === "string" ? tokenId : JSON.stringify(tokenId);
  return tokenPrefix.test(id) ? { tokenProblem: "tokenTextAsTokenId" } : { tokenId: id };
}

function partialSecret(publicPortion: string): string {
  return `The secret part of the text that names ${publicPortion} has not its 36 characters, so it was cut off or is no token's; the id is told by the public portion.`;
}

/** Whole, damaged or only its public portion: what holds a token's prefix is not passed on. */
const tokenPrefix = /dd[ps]at_/i;

/** A program in plain JavaScript, or a missing configuration value, may give null. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
