import { count, spread } from "../results/figures";
import { markdownTable } from "./markdown-table";
import type { LimitVariant, Results } from "../results/samples";
import { limitSummary } from "../results/summaries";
import { limitVariantNames } from "../results/variant-names";

/** Table 2: revoking under a limit. */
export function underLimitSection({ rateLimit, samples }: NonNullable<Results["underLimit"]>): string[] {
  const tokens = samples[0]?.tokens ?? 0;
  const variants = Object.keys(limitVariantNames) as LimitVariant[];
  const rows = variants.flatMap((variant) => {
    const summary = limitSummary(samples, variant);
    if (!summary) {
      return [];
    }
    const { seconds, floorSeconds, overFloor, refusedPerRevocation, tokensAlive } = summary;
    const figures = [seconds, floorSeconds, overFloor, refusedPerRevocation, tokensAlive].map(spread);
    return [[limitVariantNames[variant], ...figures]];
  });
  return [
    "## 2. Under a limit",
    "![Revocations over time under a limit](under-limit.svg)",
    `${count(tokens)} tokens, ${count(rateLimit.limit)} DELETEs per ${rateLimit.periodSeconds} s, in calendar-aligned windows. Times are the simulator's: from the arrival of the first request of any kind to the answer to the last revocation. The floor is that of each run, since a run may begin anywhere in a window.`,
    markdownTable(
      ["", "seconds", "floor", "over the floor (×)", "429s per revocation", "tokens left alive"],
      rows,
    ),
  ];
}
