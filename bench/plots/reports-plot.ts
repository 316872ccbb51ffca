import type { ReportSample, ReportVariant } from "../results/samples";
import { reportSpread } from "../results/summaries";
import { reportVariantNames } from "../results/variant-names";
import { colours, svgPlot } from "./svg-plot";

/** Two bars for each kind of report: seconds, and memory. */
export function reportsPlot(samples: readonly ReportSample[]): string {
  const variants = (Object.keys(reportVariantNames) as ReportVariant[]).reverse();
  const megabytes = Math.max(...samples.map((sample) => sample.megabytes));
  const medians = (measure: "seconds" | "peakMemoryMiB") =>
    variants.map(
      (variant) =>
        reportSpread(samples, { reader: "datadog-token-id", variant, megabytes }, measure)?.median ?? 0,
    );
  const names = variants.map((variant) => reportVariantNames[variant]);
  const bar = (axis: number, data: number[], color: string, unit: string, digits: number) => ({
    type: "bar" as const,
    silent: true,
    xAxisIndex: axis,
    yAxisIndex: axis,
    data,
    itemStyle: { color },
    label: {
      show: true,
      position: "right" as const,
      formatter: ({ value }: { value?: unknown }) => `${Number(value).toFixed(digits)} ${unit}`,
    },
  });
  return svgPlot(
    {
      title: {
        text: "From a scanner's report to the ids",
        subtext: `${megabytes} MB: seconds, and the most memory`,
        left: "center",
      },
      grid: [
        { left: 170, right: "50%", top: 70, bottom: 40 },
        { left: "56%", right: 70, top: 70, bottom: 40 },
      ],
      xAxis: [
        { type: "value", gridIndex: 0 },
        { type: "value", gridIndex: 1 },
      ],
      yAxis: [
        { type: "category", gridIndex: 0, data: names },
        { type: "category", gridIndex: 1, data: names, axisLabel: { show: false } },
      ],
      series: [
        bar(0, medians("seconds"), colours.batch, "s", 2),
        bar(1, medians("peakMemoryMiB"), colours.single, "MiB", 0),
      ],
    },
    { height: 340 },
  );
}
