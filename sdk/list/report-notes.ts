import type { LeakReport, ReportedToken } from "../reports/findings/leak-report";
import { describePlace } from "../reports/findings/leak-place";

/** A record that is read in a diff names this many places; the rest is counted. */
const mostPlaces = 10;

/**
 * Where the reports found these tokens, in words; undefined where they found none of them.
 *
 * @param areNamed - whether each place names its token, as in the reason of a batch.
 */
export function noteOnReports(
  reports: readonly LeakReport[],
  tokenIds: ReadonlySet<string>,
  areNamed: boolean,
): string | undefined {
  const notes = reports.flatMap(({ path, tokens }) => {
    const ours = tokens.filter(({ tokenId }) => tokenIds.has(tokenId));
    return ours.length === 0 ? [] : [`${path}: ${placesIn(ours, areNamed)}`];
  });
  return notes.length === 0 ? undefined : notes.join("; ");
}

function placesIn(tokens: readonly ReportedToken[], areNamed: boolean): string {
  const places = [
    ...new Set(
      tokens.map(({ publicPortion, place }) =>
        areNamed ? `${publicPortion} at ${describePlace(place)}` : describePlace(place),
      ),
    ),
  ];
  const more = places.length - mostPlaces;
  return [...places.slice(0, mostPlaces), ...(more > 0 ? [`and ${more} more`] : [])].join(", ");
}
