import type { FindingCollector } from "./findings/finding-collector";
import type { NumberedRules } from "./json/numbered-rules";
import { reportBytes } from "./report-bytes";
import { fillFrom, type ChunkIterator } from "./scan/fill-bytes";
import { ReportWindow } from "./scan/report-window";
import { ReportScan } from "./scan/scan-report";

/** Begins to read the same bytes once more. */
export type ReadAgain = () => AsyncIterable<Uint8Array>;

interface MissedContext {
  /** Absent for what can be read once only. */
  again: ReadAgain | undefined;
  path: string;
  collector: FindingCollector;
}

/** Reads results of SARIF whose rules stand so far behind them that the results were passed before these were known. */
export async function readMissedResults(
  rules: NumberedRules,
  { again, path, collector }: MissedContext,
): Promise<void> {
  if (again === undefined) {
    collector.problems.push(
      "Results in it name a rule for Datadog's tokens by its number, far before the rules, and what comes through a pipe is read once only: give it as a file.",
    );
    return;
  }
  const { chunks } = await reportBytes(again(), path, () => undefined);
  const iterator = chunks[Symbol.asyncIterator]() as ChunkIterator;
  const window = new ReportWindow(fillFrom(iterator));
  try {
    await window.advance(0);
    await new ReportScan(window, { collector, name: path, isSarif: true, rules }).runNumbered();
  } finally {
    await window.close();
    await iterator.return?.();
  }
}
