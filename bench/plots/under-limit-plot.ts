import type { LineSeriesOption } from "echarts";
import type { LimitSample, LimitVariant } from "../results/samples";
import { limitSummary } from "../results/summaries";
import { limitVariantNames } from "../results/variant-names";
import { colours, svgPlot } from "./svg-plot";

/** Tokens revoked over time, of the run in the middle of each contestant. */
export function underLimitPlot(samples: readonly LimitSample[]): string {
  const variants = Object.keys(limitVariantNames) as LimitVariant[];
  const series = variants.flatMap((variant): LineSeriesOption[] => {
    const sample = middleRun(samples, variant);
    return sample
      ? [
          {
            type: "line",
            step: "end",
            name: limitVariantNames[variant],
            data: [[0, 0], ...sample.revokedAfterSeconds.map((seconds, index) => [seconds, index + 1])],
            color: colours[variant],
            showSymbol: false,
            silent: true,
          },
        ]
      : [];
  });
  return svgPlot({
    title: {
      text: "Under a limit",
      subtext: "tokens revoked, by seconds since the first request",
      left: "center",
    },
    legend: { bottom: 0, itemGap: 24 },
    grid: { left: 60, right: 30, top: 70, bottom: 100 },
    xAxis: { type: "value", name: "seconds", nameLocation: "middle", nameGap: 28 },
    yAxis: { type: "value", name: "tokens" },
    series,
  });
}

/** The run whose distance from its floor is nearest to the median's. */
function middleRun(samples: readonly LimitSample[], variant: LimitVariant): LimitSample | undefined {
  const middle = limitSummary(samples, variant)?.overFloor.median ?? 0;
  const distance = ({ seconds, floorSeconds }: LimitSample) => Math.abs(seconds / floorSeconds - middle);
  const [nearest] = samples
    .filter((sample) => sample.variant === variant)
    .sort((a, b) => distance(a) - distance(b));
  return nearest;
}
