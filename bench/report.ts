import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { firstDeletePlot } from "./plots/first-delete-plot";
import { manyTokensPlot } from "./plots/many-tokens-plot";
import { reportsPlot } from "./plots/reports-plot";
import { underLimitPlot } from "./plots/under-limit-plot";
import { resultsDocument } from "./results-document";
import type { Results } from "./results/samples";

/** The report and its plots, by the names of their files. */
function reportFiles(results: Results): Record<string, string> {
  const { manyTokens, underLimit, firstDelete, reports } = results;
  return {
    "RESULTS.md": resultsDocument(results),
    ...(manyTokens && { "many-tokens.svg": manyTokensPlot(manyTokens.samples) }),
    ...(underLimit && { "under-limit.svg": underLimitPlot(underLimit.samples) }),
    ...(reports && { "reports.svg": reportsPlot(reports.samples) }),
    ...(firstDelete && { "first-delete.svg": firstDeletePlot(firstDelete.samples) }),
  };
}

/** Writes them into a folder. */
export function writeReport(folder: string, results: Results): void {
  for (const [name, text] of Object.entries(reportFiles(results))) {
    writeFileSync(join(folder, name), text);
  }
}
