import type { LeakPlace } from "./findings/leak-place";
import type { NamedToken, TokenKind } from "../../provider/datadog/token/token-text";
import type { ReportedToken } from "./findings/leak-report";

/** A token, and every place at which it was found; none for a token on the command line. */
export interface PlacedToken extends NamedToken {
  places: LeakPlace[];
}

/** The tokens, each once, in the order in which they were first found. */
export function withAllPlaces(found: readonly (NamedToken & Partial<ReportedToken>)[]): PlacedToken[] {
  const tokens: PlacedToken[] = [];
  const known: Record<TokenKind, Map<string, PlacedToken>> = { personal: new Map(), service: new Map() };
  for (const { tokenId, kind, publicPortion, place } of found) {
    let token = known[kind].get(tokenId);
    if (token === undefined) {
      token = { tokenId, kind, publicPortion, places: [] };
      known[kind].set(tokenId, token);
      tokens.push(token);
    }
    if (place) {
      token.places.push(place);
    }
  }
  return tokens;
}
