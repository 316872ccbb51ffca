import type { FindingCollector } from "./finding-collector";
import type { ReportFormat } from "./leak-report";
import type { ReportBeginning } from "./report-beginning";
import { ReportError } from "./report-error";

/** A report that is being read. */
export interface ReportSource {
  /** The name that stands for it in messages. */
  path: string;
  beginning: ReportBeginning;
  /** Its whole text, in pieces that may end anywhere; to be read once. */
  pieces: AsyncIterable<string>;
}

/** A format: recognised by a report's beginning, and read. */
export interface FormatReader {
  format: ReportFormat;
  recognises: (beginning: ReportBeginning) => boolean;
  /**
   * Collects all findings.
   *
   * @throws ReportError if the report is damaged, with its line
   */
  read: (source: ReportSource, collector: FindingCollector) => Promise<void>;
}

/** Says that a report is damaged, without a word of it: it may hold secrets. */
export function damaged(
  { path }: ReportSource,
  format: ReportFormat,
  line: number,
  what: string,
): ReportError {
  return new ReportError({
    path,
    line,
    problem: `${what} (read as ${format}). Let the scanner write the report again.`,
  });
}
