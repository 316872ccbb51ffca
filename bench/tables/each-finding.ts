import { reportVariantNames } from "../results/variant-names";
import type { CommandAge, EachFindingSample, ReportVariant } from "../results/samples";
import { buildEarlierCommand } from "../running/earlier/earlier-checkout";
import { measureInterleaved, type Row, type Surroundings } from "./measuring";
import { measureReport } from "./reports";
import type { Scale } from "./scale";

const variants = [
  "gitleaksJson",
  "trufflehog",
  "sarif",
  "gitleaksCsv",
] as const satisfies readonly ReportVariant[];

/** The end of table 4: reports with a token in each finding, read by the command and by that of an earlier commit. */
export function measureEachFinding(
  surroundings: Surroundings,
  { findingsToCompare: tokens }: Scale,
  repeats: number,
): Promise<EachFindingSample[]> {
  const earlier = buildEarlierCommand(surroundings.bench.newFolder("earlier"));
  const rows = variants.flatMap((variant) =>
    (["now", "before"] as const).map((age: CommandAge): Row<EachFindingSample> => ({
      name: `datadog-token-id, a token in each finding, ${reportVariantNames[variant]}, ${age}`,
      measure: async () => {
        const script = age === "before" ? { script: earlier } : {};
        const plan = { reader: "datadog-token-id", variant, megabytes: 0, ...script } as const;
        const { seconds } = await measureReport(surroundings, plan, tokens);
        return { age, variant, tokens, seconds };
      },
      show: ({ seconds }) => `${seconds.toFixed(2)} s`,
    })),
  );
  return measureInterleaved(rows, repeats, surroundings.say);
}
