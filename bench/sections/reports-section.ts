import { figure, spread, times } from "../results/figures";
import { earlierCommit } from "../running/earlier/earlier-commit";
import { markdownTable } from "./markdown-table";
import type {
  EachFindingSample,
  ExtremeReportSample,
  ReportReader,
  ReportVariant,
  Results,
} from "../results/samples";
import { eachFindingSpread, reportSpread } from "../results/summaries";
import { spreadOf } from "../results/statistics";
import {
  extremeReportNames,
  jsonReportVariants,
  reportVariantNames,
  textReportVariants,
} from "../results/variant-names";

/** Table 4: from a scanner's report to the ids. */
export function reportsSection({
  samples,
  extremes = [],
  eachFinding = [],
}: Pick<NonNullable<Results["reports"]>, "samples" | "extremes" | "eachFinding">): string[] {
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
    ...(eachFinding.length > 0 ? [eachFindingText(eachFinding), eachFindingTable(eachFinding)] : []),
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

function eachFindingText([first]: readonly EachFindingSample[]): string {
  return `Reports with a token in each of ${figure(first?.tokens ?? 0)} findings, beside the command of commit ${earlierCommit}, before reports were searched for tokens first. It has no memory for ten times as many, which the first row of the table above has.`;
}

function eachFindingTable(samples: readonly EachFindingSample[]): string {
  const variants = [...new Set(samples.map(({ variant }) => variant))];
  return markdownTable(
    ["", "seconds", `seconds, ${earlierCommit}`, "now ÷ before"],
    variants.map((variant) => {
      const [now, before] = (["now", "before"] as const).map((age) =>
        eachFindingSpread(samples, variant, age),
      );
      return [
        reportVariantNames[variant],
        spread(now),
        spread(before),
        now && before ? times(now.median / before.median) : "–",
      ];
    }),
  );
}
