import { pipeline } from "node:stream/promises";
import { CsvError, parse, type Info } from "csv-parse";
import type { FindingCollector } from "../findings/finding-collector";
import { damaged, type FormatReader, type ReportSource } from "../findings/report-source";
import { gitleaksFinding } from "./gitleaks-json";

const format = "gitleaks CSV";
const neededColumns = ["RuleID", "Commit", "File", "Secret", "Match", "StartLine"] as const;
type Column = (typeof neededColumns)[number] | "Link";
type Columns = Record<Column, number>;

interface Row {
  record: string[];
  info: Info;
}

/**
 * `gitleaks --report-format csv`: a header, and a row for each finding (gitleaks: report/csv.go). `Link` came later than
 * the other columns.
 */
export const gitleaksCsv: FormatReader = {
  format,
  recognises: ({ text }) => /^\s*"?RuleID"?,"?Commit"?,"?File\b/.test(text),
  async read(source, collector) {
    const text = new CsvText(source.pieces);
    const rows = parse({ info: true, skip_empty_lines: true });
    try {
      await pipeline(text.pieces(), rows, (parsed: AsyncIterable<Row>) =>
        collectRows(parsed, source, collector),
      );
    } catch (error) {
      if (!(error instanceof CsvError)) {
        throw error;
      }
      // The parser's own words may quote a secret.
      throw damaged(source, format, rows.info.lines, "the CSV is damaged here, or ends here in the middle");
    }
    if (!text.endsWithNewline) {
      throw damaged(
        source,
        format,
        rows.info.lines,
        "the CSV ends here in the middle: it has no line break at its end",
      );
    }
  },
};

/** A CSV's text with one kind of line break, so that its lines are counted right. */
class CsvText {
  /** Every row ends with a line break: without one, the last row may have lost a part, and rows behind it. */
  endsWithNewline = false;

  readonly #source: AsyncIterable<string>;

  constructor(source: AsyncIterable<string>) {
    this.#source = source;
  }

  async *pieces(): AsyncGenerator<string> {
    let keptBack = "";
    for await (const piece of this.#source) {
      const text = keptBack + piece;
      keptBack = text.endsWith("\r") ? "\r" : "";
      const given = text.slice(0, text.length - keptBack.length).replaceAll("\r\n", "\n");
      if (given === "") {
        continue;
      }
      this.endsWithNewline = given.endsWith("\n");
      yield given;
    }
    if (keptBack !== "") {
      this.endsWithNewline = false;
      yield keptBack;
    }
  }
}

async function collectRows(rows: AsyncIterable<Row>, source: ReportSource, collector: FindingCollector) {
  let columns: Columns | undefined;
  for await (const { record, info } of rows) {
    if (columns === undefined) {
      columns = columnsOf(record, source);
      continue;
    }
    const startLine = record[columns.StartLine] ?? "";
    if (!/^\d*$/.test(startLine)) {
      const firstLine = info.lines - record.join("").split("\n").length + 1;
      throw damaged(source, format, firstLine, '"StartLine" of a finding is wrong: it is no number');
    }
    collector.add(
      gitleaksFinding({
        RuleID: record[columns.RuleID],
        Secret: record[columns.Secret],
        Match: record[columns.Match],
        File: record[columns.File],
        StartLine: Number(startLine),
        Commit: record[columns.Commit],
        Link: record[columns.Link],
      }),
    );
  }
}

/** At which place of a row each column stands; -1 if there is none. */
function columnsOf(header: string[], source: ReportSource): Columns {
  const missing = neededColumns.filter((name) => !header.includes(name));
  if (missing.length > 0) {
    throw damaged(source, format, 1, `the CSV has no column ${missing.join(", ")}`);
  }
  const at = (name: Column) => header.indexOf(name);
  return {
    RuleID: at("RuleID"),
    Secret: at("Secret"),
    Match: at("Match"),
    File: at("File"),
    StartLine: at("StartLine"),
    Commit: at("Commit"),
    Link: at("Link"),
  };
}
