import { shownText } from "./findings/shown-text";
import type { FindingCollector } from "./findings/finding-collector";
import { describePlace } from "./findings/leak-place";
import type { LeakReport, ReportedToken, ReportFormat, UntoldToken } from "./findings/leak-report";
import { ReportError } from "./findings/report-error";
import { adviceFor } from "./formats/report-formats";
import { untoldWarnings } from "./untold-warning";

const token = "Datadog access token (ddpat_… or ddsat_…)";

/**
 * Makes a report of what was collected from it.
 *
 * @throws ReportError if it names no token, with the reason
 */
export function reportOf(path: string, format: ReportFormat, collector: FindingCollector): LeakReport {
  collector.settleMentions();
  const { tokens, problems } = collector;
  const report: LeakReport = {
    path: shownText(path),
    format,
    tokens,
    untold: collector.untold.filter(
      ({ place, reason }) =>
        !((reason === "hidden" || reason === "kindHidden") && isShownElsewhere({ place, reason }, tokens)),
    ),
    problems,
    notes: notesOf(collector),
  };
  if (tokens.length > 0) {
    return report;
  }
  const said = [...untoldWarnings(report, "all"), ...problems];
  if (said.length > 0) {
    throw new ReportError({ path, problem: said.join(" ") });
  }
  throw new ReportError({
    path,
    problem: [`holds no ${token}: it was read as ${format}. ${adviceFor(format).none}`, ...report.notes].join(
      " ",
    ),
    holdsNoToken: true,
  });
}

/** A report that masks a finding may have the file itself, in which the token stands at the finding's line. */
function isShownElsewhere({ place, reason }: UntoldToken, tokens: readonly ReportedToken[]): boolean {
  return (
    place.file !== undefined &&
    place.line !== undefined &&
    tokens.some(
      (each) =>
        each.place.file === place.file &&
        each.place.line === place.line &&
        (reason === "kindHidden" || each.place.rule === undefined || each.place.rule === place.rule),
    )
  );
}

function notesOf({ others }: FindingCollector): string[] {
  return [...others].map(([what, { count, first }]) => {
    const more = count > 1 ? ` (and ${count - 1} more)` : "";
    return `${describePlace(first)}${more} is ${what}.`;
  });
}
