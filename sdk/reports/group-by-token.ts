import type { LeakPlace } from "./findings/leak-place";
import type { NamedToken } from "../../provider/datadog/token/token-text";
import type { ReportedToken } from "./findings/leak-report";

/** A token, and every place at which it was found; none for a token on the command line. */
export interface PlacedToken extends NamedToken {
  places: LeakPlace[];
}

/** The tokens, each once, in the order in which they were first found. */
export function withAllPlaces(found: readonly (NamedToken & Partial<ReportedToken>)[]): PlacedToken[] {
  const tokens = new Map<string, PlacedToken>();
  for (const { tokenId, kind, publicPortion, place } of found) {
    const key = `${kind} ${tokenId}`;
    const token = tokens.get(key) ?? { tokenId, kind, publicPortion, places: [] };
    if (place) {
      token.places.push(place);
    }
    tokens.set(key, token);
  }
  return [...tokens.values()];
}
