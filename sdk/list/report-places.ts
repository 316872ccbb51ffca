import { describePlace } from "../reports/findings/leak-place";
import type { LeakReport } from "../reports/findings/leak-report";
import { shownFile } from "../reports/findings/shown-text";

/** A record that is read in a diff names this many places of a report; the rest is counted. */
const mostPlaces = 10;

/** The places where the reports found each token, in words, by token id: `scan.json: src/app.ts:12`. */
export function placesOf(reports: readonly LeakReport[]): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const { path: named, tokens } of reports) {
    const path = shownFile(named);
    for (const [tokenId, found] of Map.groupBy(tokens, (token) => token.tokenId)) {
      const each = [...new Set(found.map(({ place }) => `${path}: ${describePlace(place)}`))];
      const more = each.length - mostPlaces;
      places.set(tokenId, [
        ...(places.get(tokenId) ?? []),
        ...each.slice(0, mostPlaces),
        ...(more > 0 ? [`${path}: ${more} more places`] : []),
      ]);
    }
  }
  return places;
}
