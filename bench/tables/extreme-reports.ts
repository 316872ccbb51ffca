import type { EncodedText, ExtremeReport, ExtremeReportSample, ReportVariant } from "../results/samples";
import { extremeReportNames } from "../results/variant-names";
import { measureInterleaved, type Row, type Surroundings } from "./measuring";
import { measureReport } from "./reports";
import type { Scale } from "./scale";

interface ExtremePlan {
  variant: ReportVariant | EncodedText;
  /** 0 is as long as the tokens make it. */
  megabytes: number;
  tokens: number;
}

/** The rest of table 4: a report with a token in each of its many findings, and one in a single long line. */
export function measureExtremeReports(
  surroundings: Surroundings,
  { findingsWithToken, lineMegabytes, reportMegabytes, reportTokens, portions }: Scale,
  repeats: number,
): Promise<ExtremeReportSample[]> {
  const megabytes = Math.max(...reportMegabytes);
  const plans: Record<ExtremeReport, ExtremePlan> = {
    tokenInEach: { variant: "gitleaksJson", megabytes: 0, tokens: findingsWithToken },
    publicPortions: { variant: "publicPortionLines", megabytes: 0, tokens: portions },
    base64: { variant: "base64Lines", megabytes, tokens: reportTokens },
    escapes: { variant: "escapedLines", megabytes, tokens: reportTokens },
    oneLine: { variant: "githubAlerts", megabytes: lineMegabytes, tokens: reportTokens },
  };
  const rows = (Object.keys(plans) as ExtremeReport[]).map((extreme): Row<ExtremeReportSample> => {
    const { tokens, ...plan } = plans[extreme];
    return {
      name: `datadog-token-id, ${extremeReportNames[extreme]}`,
      measure: async () => {
        const sample = await measureReport(surroundings, { reader: "datadog-token-id", ...plan }, tokens);
        const { megabytes, seconds, peakMemoryMiB = 0 } = sample;
        return { extreme, tokens, megabytes, seconds, peakMemoryMiB };
      },
      show: ({ seconds, peakMemoryMiB: peak }) => `${seconds.toFixed(2)} s, ${peak.toFixed(0)} MiB`,
    };
  });
  return measureInterleaved(rows, repeats, surroundings.say);
}
