import { figure, spread } from "../results/figures";
import { markdownTable } from "./markdown-table";
import type { ExtremeReportSample, ReportReader, ReportSample, ReportVariant } from "../results/samples";
import { reportSpread } from "../results/summaries";
import { spreadOf } from "../results/statistics";
import {
  extremeReportNames,
  jsonReportVariants,
  reportVariantNames,
  textReportVariants,
} from "../results/variant-names";

/** Table 4: from a scanner's report to the ids. */
export function reportsSection(
  samples: readonly ReportSample[],
  extremes: readonly ExtremeReportSample[] = [],
): string[] {
  const sizes = [...new Set(samples.map(({ megabytes }) => megabytes))].sort((a, b) => a - b);
  const largest = sizes.at(-1) ?? 0;
  const rowOf = (reader: ReportReader, variant: ReportVariant): string[] => {
    const seconds = reportSpread(samples, { reader, variant, megabytes: largest });
    return [
      reader === "datadog-token-id"
        ? reportVariantNames[variant]
        : `${reportVariantNames[variant]}, by ${reader}`,
      ...sizes.map((megabytes) => spread(reportSpread(samples, { reader, variant, megabytes }))),
      seconds ? figure(largest / seconds.median) : "–",
      ...sizes.map((megabytes) =>
        spread(reportSpread(samples, { reader, variant, megabytes }, "peakMemoryMiB")),
      ),
    ];
  };
  const variants = Object.keys(reportVariantNames) as ReportVariant[];
  return [
    "## 4. From a scanner's report to the ids",
    "![Seconds and memory by kind of report](reports.svg)",
    "`datadog-token-id --json` on a report in which the same number of Datadog tokens stand evenly spread among other findings; from the start of the process to its end, with the most memory that it has had at once. Every run has to print exactly these tokens, or the benchmark fails. The file was written just before, so the disk is not measured. For comparison, what one might type instead: `grep -oE`, a script that reads the whole file at once and applies one regular expression (`matchAll`), and one that parses the whole report at once and searches its secrets with a regular expression.",
    markdownTable(
      [
        "",
        ...sizes.map((size) => `seconds, ${size} MB`),
        "MB per second",
        ...sizes.map((size) => `MiB, ${size} MB`),
      ],
      [
        ...variants.map((variant) => rowOf("datadog-token-id", variant)),
        rowOf("grep", "text"),
        ...textReportVariants.map((variant) => rowOf("matchAll", variant)),
        ...jsonReportVariants.map((variant) => rowOf("JSON.parse", variant)),
      ],
    ),
    ...(extremes.length > 0 ? [extremesTable(extremes)] : []),
  ];
}

function extremesTable(samples: readonly ExtremeReportSample[]): string {
  const names = [...new Set(samples.map(({ extreme }) => extreme))];
  return markdownTable(
    ["", "MB", "tokens", "seconds", "MiB"],
    names.map((name) => {
      const all = samples.filter(({ extreme }) => extreme === name);
      const [first] = all;
      return [
        extremeReportNames[name],
        figure(first?.megabytes ?? 0),
        figure(first?.tokens ?? 0),
        spread(spreadOf(all.map(({ seconds }) => seconds))),
        spread(spreadOf(all.map(({ peakMemoryMiB }) => peakMemoryMiB))),
      ];
    }),
  );
}
