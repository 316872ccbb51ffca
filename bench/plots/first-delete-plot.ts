import type { FirstDeleteSample, FirstDeleteVariant } from "../results/samples";
import { firstDeleteSpread } from "../results/summaries";
import { firstDeleteVariantNames } from "../results/variant-names";
import { colours, svgPlot } from "./svg-plot";

/** One bar for each contestant. */
export function firstDeletePlot(samples: readonly FirstDeleteSample[]): string {
  const variants = (Object.keys(firstDeleteVariantNames) as FirstDeleteVariant[]).reverse();
  return svgPlot(
    {
      title: { text: "From pulumi up to the first DELETE", subtext: "seconds, one token", left: "center" },
      grid: { left: 160, right: 60, top: 70, bottom: 40 },
      xAxis: { type: "value" },
      yAxis: { type: "category", data: variants.map((variant) => firstDeleteVariantNames[variant]) },
      series: [
        {
          type: "bar",
          silent: true,
          data: variants.map((variant) => ({
            value: firstDeleteSpread(samples, variant)?.median ?? 0,
            itemStyle: { color: colours[variant] },
          })),
          label: { show: true, position: "right", formatter: ({ value }) => `${Number(value).toFixed(2)} s` },
        },
      ],
    },
    { height: 300 },
  );
}
