import { tokenOfRow } from "../formats/listed-token";
import { csvRowAround, type CsvHeader, type CsvRow } from "../formats/csv-rows";
import type { NamedToken } from "../../../provider/datadog/token/token-text";
import type { ByteRange } from "../json/enclosing-values";
import { longValue, mostAround, usualValue, type ReportWindow } from "./report-window";

/** A row of most tables is shorter. */
const usualRow = 1 << 10;

/** A row of a table, its text, and where it stands in the report. */
interface FoundRow extends Pick<CsvRow, "fields"> {
  text: string;
  start: number;
  end: number;
}

interface RowContext {
  /** The end of all that was read before. */
  done: number;
  header: CsvHeader;
}

/** The row of a table in which a place of a report stands. */
export function rowAround(window: ReportWindow, place: number, context: RowContext): FoundRow | undefined {
  const find = (around: number, mayBeShort = false) =>
    rowWithin(window, place, { around, mayBeShort, ...context });
  // A part of a long row may look like one whose last fields were left out.
  return find(usualRow) ?? find(usualValue) ?? find(usualValue, true) ?? find(longValue) ?? find(mostAround);
}

/** The tokens that rows of a table name by their ids, each with the place at which its row begins. */
export function* tokensOfRows(
  window: ReportWindow,
  header: CsvHeader,
  { from, to }: ByteRange,
): Generator<{ token: NamedToken; start: number }> {
  for (let place = from; place < to;) {
    const row = rowAround(window, place, { done: 0, header });
    const token = row && tokenOfRow(row.fields);
    if (row !== undefined && token !== undefined) {
      yield { token, start: row.start };
    }
    place = Math.max(row?.end ?? 0, window.lineEnd(place, mostAround) + 1);
  }
}

function rowWithin(
  window: ReportWindow,
  place: number,
  { around, mayBeShort, done, header }: RowContext & { around: number; mayBeShort: boolean },
): FoundRow | undefined {
  const from = Math.max(done, place - around, 0);
  const before = window.textOf(from, place);
  const text = before + window.textOf(place, place + around);
  const row = csvRowAround(text, before.length, header, mayBeShort);
  // A row may not begin in the middle of what is known, and not where the header does.
  const mayBegin = from === done && !(from === 0 && window.isAtStart);
  if (row === undefined || (row.start === 0 && !mayBegin)) {
    return undefined;
  }
  const end = row.start + row.length;
  return {
    fields: row.fields,
    text: text.slice(row.start, end),
    start: from + Buffer.byteLength(text.slice(0, row.start)),
    end: from + Buffer.byteLength(text.slice(0, end)),
  };
}
