import { endsWithinValue } from "../json/enclosing-values";
import { csvRowAround, type CsvHeader } from "../formats/csv-rows";
import { beginsAsJson } from "../formats/report-formats";
import type { ReportWindow } from "./report-window";

/** An end that is whole shows within so many bytes. */
const mostBytes = 1 << 16;
/** A line that is, or may be, one of a JSON text that was broken into lines. */
const jsonLine = /^\s*(?:["\]}]|(?:true|false|null|-?\d[\d.eE+-]*),?\s*$)/;
const jsonEnd = /[\]}]\s*$/;

/** Tells that a report was cut off, from its end: what stood behind it can't be told; undefined: its end is one. */
export function cutOffEnd(
  window: ReportWindow,
  isJson: boolean,
  header: CsvHeader | undefined,
): string | undefined {
  const from = Math.max(0, window.filled - mostBytes);
  const text = window.textOf(from, window.filled);
  if (header !== undefined) {
    const end = text.trimEnd();
    const isWhole =
      end === "" ||
      [false, true].some((mayBeShort) => csvRowAround(text, end.length - 1, header, mayBeShort));
    return isWhole ? undefined : "the CSV ends here in the middle";
  }
  if (!isJson) {
    return undefined;
  }
  // Behind a report may stand what a scanner or a CI system says at its end.
  const lines = text.split("\n");
  // Of the first line only the end may be known.
  const last = lines.findLastIndex(
    (line, index) => jsonLine.test(line) || beginsAsJson(line) || (index === 0 && from > 0),
  );
  const end =
    last < 0
      ? undefined
      : lines
          .slice(0, last + 1)
          .join("\n")
          .trimEnd();
  if (end === undefined) {
    return "the JSON ends here in the middle";
  }
  const to = from + Buffer.byteLength(end);
  const isCut = !jsonEnd.test(end) || endsWithinValue(window.bytes, { from, to });
  return isCut ? "the JSON ends here in the middle" : undefined;
}
