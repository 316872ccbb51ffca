import { spread, times } from "../results/figures";
import { markdownTable } from "./markdown-table";
import type { FirstDeleteSample, FirstDeleteVariant } from "../results/samples";
import { firstDeleteSpread } from "../results/summaries";
import { firstDeleteVariantNames } from "../results/variant-names";

/** Table 3: how soon the first DELETE is on the wire. */
export function firstDeleteSection(samples: readonly FirstDeleteSample[]): string[] {
  const floor = firstDeleteSpread(samples, "floor")?.median ?? Number.NaN;
  const variants = Object.keys(firstDeleteVariantNames) as FirstDeleteVariant[];
  const rows = variants.flatMap((variant) => {
    const seconds = firstDeleteSpread(samples, variant);
    return seconds
      ? [[firstDeleteVariantNames[variant], spread(seconds), times(seconds.median / floor)]]
      : [];
  });
  return [
    "## 3. From `pulumi up` to the first DELETE",
    "![Seconds from pulumi up to the first DELETE](first-delete.svg)",
    "One token; from the start of the command to the arrival of its DELETE, with one clock. The floor is the program that does nothing, whose provider's `create` sends nothing but the DELETE. Single resources and the batch look at the token first, which is one round trip (the latency above).",
    markdownTable(["", "seconds", "over the floor"], rows),
  ];
}
