import { readReportFrom } from "../../../../sdk/reports/read-report";
import { makePlantedTokens } from "../../../../bench/reports/planted-tokens";
import { reportText } from "../../../../bench/reports/report-text";
import type { ReportVariant } from "../../../../bench/results/samples";

const planted = makePlantedTokens(7);
const texts = planted.map(({ publicPortion }) => `${publicPortion}_${"a1B2".repeat(9)}`);

test.each<[ReportVariant, string]>([
  ["text", "plain text"],
  ["gitleaksJson", "gitleaks JSON"],
  ["gitleaksCsv", "gitleaks CSV"],
  ["sarif", "SARIF"],
  ["trufflehog", "TruffleHog JSON lines"],
  ["githubAlerts", "GitHub secret-scanning alerts"],
])(
  "the benchmark's report of %s is read as %s, has every token once, and the size that was asked for",
  async (variant, format) => {
    const pieces = [...reportText(variant, 200_000, texts)];
    const length = pieces.join("").length;
    expect(length).toBeGreaterThanOrEqual(200_000);
    expect(length).toBeLessThan(201_000);
    async function* bytes() {
      for (const piece of pieces) {
        yield await Promise.resolve(Buffer.from(piece));
      }
    }
    const report = await readReportFrom(bytes(), "report");
    expect(report.format).toBe(format);
    expect(report.tokens.map(({ tokenId, publicPortion }) => ({ tokenId, publicPortion }))).toEqual(planted);
  },
);
