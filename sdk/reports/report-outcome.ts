import { redactTokenText } from "../../provider/datadog/token/redact";
import type { FindingCollector } from "./findings/finding-collector";
import { describePlace, type LeakPlace } from "./findings/leak-place";
import type { LeakReport, ReportFormat } from "./findings/leak-report";
import { ReportError } from "./findings/report-error";

const token = "Datadog access token (ddpat_… or ddsat_…)";
const gitleaksUnredacted =
  "Run gitleaks without --redact, or with --redact=55, which leaves the public portions.";
const ownRule = "finds them only where its configuration has a rule for them.";

/** Advice for a report that names no token: because all are redacted, or because it has none. */
const advice: Record<ReportFormat, { redacted: string; none: string }> = {
  "gitleaks JSON": { redacted: gitleaksUnredacted, none: `gitleaks ${ownRule}` },
  "gitleaks CSV": { redacted: gitleaksUnredacted, none: `gitleaks ${ownRule}` },
  SARIF: {
    redacted:
      "Write it with the secrets in its snippets (gitleaks: without --redact, or with --redact=55), or in another format: " +
      "TruffleHog's SARIF never holds a secret, its --json does.",
    none: "A secret is found in a result's snippet: TruffleHog's SARIF, for one, has none; take its --json.",
  },
  "TruffleHog JSON lines": {
    redacted: "Take the output of trufflehog --json as it is: the secret stands in Raw.",
    none: `TruffleHog ${ownRule}`,
  },
  "GitHub secret-scanning alerts": {
    redacted: "Fetch the alerts without hide_secret=true.",
    none: "Fetch all pages of the alerts, without a filter that leaves them out.",
  },
  "plain text": {
    redacted: "Take a text in which at least the public portion is left: ddpat_ and 22 letters and digits.",
    none: "It is no report of gitleaks (JSON, CSV), TruffleHog (JSON lines) or GitHub (alerts), and no SARIF.",
  },
};

/**
 * Makes a report of what was collected from it.
 *
 * @throws ReportError if it names no token, with the reason
 */
export function reportOf(path: string, format: ReportFormat, collector: FindingCollector): LeakReport {
  const { tokens: found, redacted, others } = collector;
  if (found.length > 0) {
    return { path: redactTokenText(path), format, tokens: found, redacted };
  }
  if (redacted.length > 0) {
    const where = format === "plain text" ? "" : `: ${placesOf(redacted)}`;
    const problem = `every ${token} in it is redacted, its public portion too, so it can't be told which tokens leaked${where}. ${advice[format].redacted}`;
    throw new ReportError({ path, problem });
  }
  throw new ReportError({
    path,
    problem: `holds no ${token}: ${readAs(format, others)}. ${advice[format].none}`,
    holdsNoToken: true,
  });
}

function readAs(format: ReportFormat, others: number): string {
  if (format === "plain text") {
    return "it was read as plain text";
  }
  const findings =
    others === 1
      ? "1 finding of another kind"
      : others === 0
        ? "no finding"
        : `${others} findings of other kinds`;
  return `it was read as ${format}, with ${findings}`;
}

const mostPlaces = 3;

function placesOf(redacted: LeakPlace[]): string {
  const places = redacted
    .slice(0, mostPlaces)
    .map((place) => describePlace(place) || "a finding without a place");
  const more = redacted.length - places.length;
  return places.join("; ") + (more > 0 ? `; and ${more} more` : "");
}
