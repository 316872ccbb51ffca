import { init, type EChartsOption } from "echarts";

/** The look of all plots, wherever they are shown: dark on white, in the fonts of the reader's system. */
const appearance: EChartsOption = {
  animation: false,
  backgroundColor: "#ffffff",
  textStyle: { fontFamily: "system-ui, sans-serif", color: "#24292f" },
};

/** One colour for one contestant in all plots, told apart also by those who see few colours (Okabe and Ito's). */
export const colours = {
  batch: "#0072b2",
  single: "#56b4e9",
  twoProcesses: "#009e73",
  handwritten: "#d55e00",
  officialClient: "#cc79a7",
  floor: "#7f7f7f",
} as const;

/** Draws a plot, described in ECharts' own terms, as the text of an SVG file. */
export function svgPlot(option: EChartsOption, { width = 800, height = 460 } = {}): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption({ ...appearance, ...option });
    return `${chart.renderToSVGString()}\n`;
  } finally {
    chart.dispose();
  }
}
