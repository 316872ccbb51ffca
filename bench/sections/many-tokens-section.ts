import { count, figure, spread, times } from "../results/figures";
import { markdownTable } from "./markdown-table";
import type { ManyTokensSample, ManyTokensVariant } from "../results/samples";
import { manyTokensSpread, stateBytesPerToken } from "../results/summaries";

/** Table 1: what `pulumi up` costs, by the number of tokens. */
export function manyTokensSection(samples: readonly ManyTokensSample[]): string[] {
  const sizes = [...new Set(samples.map(({ tokens }) => tokens))].filter((tokens) => tokens > 0);
  sizes.sort((a, b) => a - b);
  return [
    "## 1. `pulumi up` for many tokens",
    "![Seconds of pulumi up by number of tokens](many-tokens.svg)",
    "Seconds. `floor`: a program that imports `@pulumi/pulumi` and declares one dynamic resource that does nothing, with a constant provider text. `bare requests`: the DELETEs alone, from the first one's arrival to the last one's answer. Single resources and the batch also look at each token before and make sure afterwards that it is gone; the hand-written provider only sends the DELETE.",
    secondsTable(samples, sizes),
    "Peak memory of the dynamic-provider process, MiB:",
    memoryTable(samples, sizes),
    "Bytes of state per token: how much shorter the stack's file would be without the resources. `lean`: without the engine's `stackTrace` and the evidence.",
    stateTable(samples, sizes),
  ];
}

function secondsTable(samples: readonly ManyTokensSample[], sizes: readonly number[]): string {
  const cell = (variant: ManyTokensVariant, tokens: number) =>
    spread(manyTokensSpread(samples, variant, tokens));
  const median = (variant: ManyTokensVariant, tokens: number) =>
    manyTokensSpread(samples, variant, tokens)?.median ?? Number.NaN;
  const ratio = (value: number) => (Number.isNaN(value) ? "–" : times(value));
  return markdownTable(
    [
      "tokens",
      "hand-written",
      "single",
      "batch",
      "floor",
      "bare requests",
      "hand-written ÷ batch",
      "batch ÷ (floor + bare)",
    ],
    sizes.map((tokens) => [
      count(tokens),
      cell("handwritten", tokens),
      cell("single", tokens),
      cell("batch", tokens),
      cell("floor", 0),
      cell("bare", tokens),
      ratio(median("handwritten", tokens) / median("batch", tokens)),
      ratio(median("batch", tokens) / (median("floor", 0) + median("bare", tokens))),
    ]),
  );
}

function memoryTable(samples: readonly ManyTokensSample[], sizes: readonly number[]): string {
  const cell = (variant: ManyTokensVariant, tokens: number) =>
    spread(manyTokensSpread(samples, variant, tokens, "peakMemoryMiB"));
  return markdownTable(
    ["tokens", "hand-written", "single", "batch", "floor"],
    sizes.map((tokens) => [
      count(tokens),
      cell("handwritten", tokens),
      cell("single", tokens),
      cell("batch", tokens),
      cell("floor", 0),
    ]),
  );
}

function stateTable(samples: readonly ManyTokensSample[], sizes: readonly number[]): string {
  const cell = (variant: ManyTokensVariant, tokens: number, measure?: "leanStateBytes") => {
    const bytes = stateBytesPerToken(samples, variant, tokens, measure);
    return bytes === undefined ? "–" : figure(bytes);
  };
  return markdownTable(
    ["tokens", "hand-written", "single", "single, lean", "batch", "batch, lean"],
    sizes.map((tokens) => [
      count(tokens),
      cell("handwritten", tokens),
      cell("single", tokens),
      cell("single", tokens, "leanStateBytes"),
      cell("batch", tokens),
      cell("batch", tokens, "leanStateBytes"),
    ]),
  );
}
