import type { LineSeriesOption } from "echarts";
import { figure } from "../results/figures";
import type { ManyTokensSample, ManyTokensVariant } from "../results/samples";
import { manyTokensSpread } from "../results/summaries";
import { manyTokensVariantNames } from "../results/variant-names";
import { colours, svgPlot } from "./svg-plot";

/** Seconds by tokens, both logarithmic: a line that climbs as fast as the paper's diagonal has a constant cost per token. */
export function manyTokensPlot(samples: readonly ManyTokensSample[]): string {
  const floorSeconds = manyTokensSpread(samples, "floor", 0)?.median ?? 0;
  const bare = pointsOf(samples, "bare").map(([tokens, seconds]): [number, number] => [
    tokens,
    seconds + floorSeconds,
  ]);
  const series = [
    line("handwritten", pointsOf(samples, "handwritten")),
    line("single", pointsOf(samples, "single")),
    line("batch", pointsOf(samples, "batch")),
    { ...line("floor", bare), name: "floor + bare requests", lineStyle: { type: "dashed" as const } },
  ];
  return svgPlot({
    title: { text: "pulumi up", subtext: "seconds, by number of tokens", left: "center" },
    legend: { bottom: 0, itemGap: 24 },
    grid: { left: 60, right: 70, top: 70, bottom: 80 },
    xAxis: { type: "log", name: "tokens", nameLocation: "middle", nameGap: 28 },
    yAxis: { type: "log", name: "seconds" },
    series,
  });
}

function line(
  variant: "handwritten" | "single" | "batch" | "floor",
  data: [number, number][],
): LineSeriesOption {
  return {
    type: "line",
    name: manyTokensVariantNames[variant],
    data,
    color: colours[variant],
    symbolSize: 7,
    silent: true,
    label: {
      show: variant !== "floor",
      position: "right",
      formatter: ({ value }) => labelOf(value),
      fontSize: 11,
    },
  };
}

/** Only if the lines are apart. */
function labelOf(point: unknown): string {
  const [tokens = 0, seconds = Number.NaN] = point as number[];
  return tokens >= 1000 ? `${figure(seconds)} s` : "";
}

function pointsOf(samples: readonly ManyTokensSample[], variant: ManyTokensVariant): [number, number][] {
  const sizes = new Set(samples.filter((sample) => sample.variant === variant).map(({ tokens }) => tokens));
  return [...sizes]
    .sort((a, b) => a - b)
    .map((tokens) => [tokens, manyTokensSpread(samples, variant, tokens)?.median ?? 0]);
}
