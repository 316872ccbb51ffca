import { describePlace } from "./findings/leak-place";
import type { LeakReport } from "./findings/leak-report";

/** So many places are named; the rest is counted. */
const mostPlaces = 10;

/** The warning about findings that are redacted so far that no one can tell which token it was; undefined: none. */
export function redactedWarning({ path, redacted }: LeakReport): string | undefined {
  if (redacted.length === 0) {
    return undefined;
  }
  const places = redacted.slice(0, mostPlaces).map(describePlace).join(", ");
  const more = redacted.length > mostPlaces ? `, and ${redacted.length - mostPlaces} more` : "";
  const which =
    redacted.length === 1
      ? "One of its Datadog access tokens"
      : `${redacted.length} of its Datadog access tokens`;
  return `${path}: ${which} can't be told, since the report is redacted, and will not be revoked: ${places}${more}. Scan again without redaction.`;
}
