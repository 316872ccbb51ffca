import type { JsonReportVariant } from "../results/variant-names";

interface SarifResult {
  locations: { physicalLocation: { region: { snippet: { text: string } } } }[];
}

/** All secrets of a report by the shortest way there is: the whole of it parsed at once, and nothing checked. */
export const secretsAtOnce: Record<JsonReportVariant, (text: string) => string[]> = {
  gitleaksJson: (text) => (JSON.parse(text) as { Secret: string }[]).map(({ Secret }) => Secret),
  sarif: (text) =>
    (JSON.parse(text) as { runs: { results: SarifResult[] }[] }).runs
      .flatMap(({ results }) => results)
      .flatMap(({ locations }) => locations)
      .map(({ physicalLocation }) => physicalLocation.region.snippet.text),
  trufflehog: (text) =>
    text
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { Raw: string }).Raw),
  githubAlerts: (text) => (JSON.parse(text) as { secret: string }[]).map(({ secret }) => secret),
};
