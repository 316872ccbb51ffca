import type { JsonObject } from "./place-fields";

const delimiters = [",", ";", "\t", "|"];
/** Columns that make a table of a text: those of scanners' findings. */
const knownColumns =
  /^(?:.*\b)?(?:rule ?id|rule|secret|token|match|file|file ?name|file ?path|path|start ?line|line|line ?number|commit|secret ?type|detector|raw|token ?id|public ?portion)$/i;
/** A finding may quote so many lines. */
const mostLines = 60;

/** The header of a table. */
export interface CsvHeader {
  columns: readonly string[];
  delimiter: string;
  /** True for a table in a text that goes on behind it. */
  isPart?: boolean;
}

/** A row: its fields by their columns, and its length in characters, with its line end. */
export interface CsvRow {
  fields: JsonObject;
  length: number;
}

/** The line before a table in TOON, as Kingfisher writes it: its name, its length, the delimiter and the columns. */
const toonHeader = /^\s*\w+\[\d+([|\t]?)\]\{([^{}\n]{1,4000})\}:\s*$/m;

function toonHeaderOf(text: string): CsvHeader | undefined {
  const [, mark, names] = toonHeader.exec(text) ?? [];
  const delimiter = mark === undefined || mark === "" ? "," : mark;
  return names === undefined ? undefined : { columns: names.split(delimiter), delimiter, isPart: true };
}

/** The header of a text that is a table, or has one; what Excel and PowerShell write before it is passed over. */
export function csvHeaderOf(text: string): CsvHeader | undefined {
  const ofPart = text.includes("]{") ? toonHeaderOf(text) : undefined;
  if (ofPart !== undefined) {
    return ofPart;
  }
  const lines = text.replace(/^\ufeff/, "").split("\n", 5);
  const first = lines.find((line) => !/^\s*(?:sep=.|#TYPE .*)?\s*$/.test(line)) ?? "";
  const [best] = delimiters
    .map((delimiter) => ({ delimiter, columns: fieldsOf(`${first}\n`, delimiter)?.fields ?? [] }))
    .sort((one, other) => other.columns.length - one.columns.length);
  if (best === undefined || best.columns.length < 2) {
    return undefined;
  }
  const columns = best.columns.map((column) => column.trim());
  const named = columns.filter((column) => knownColumns.test(column.replaceAll("_", " ")));
  const hasTypes = ["id", "type"].every((name) => columns.includes(name));
  return (named.length > 0 || hasTypes) && columns.every((column) => column.length < 60)
    ? { columns, delimiter: best.delimiter }
    : undefined;
}

/** The fields of the row at the beginning of a text; undefined if a quotation has no end in it. */
function fieldsOf(text: string, delimiter: string): { fields: string[]; length: number } | undefined {
  const fields: string[] = [];
  for (let at = 0; ; at += 1) {
    let field = "";
    if (text[at] === '"') {
      const end = quotationEnd(text, at);
      if (end === undefined) {
        return undefined;
      }
      field = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    }
    const start = at;
    while (at < text.length && text[at] !== delimiter && text[at] !== "\n") {
      at += 1;
    }
    // Behind a quotation nothing else stands in most fields.
    fields.push(at === start ? field : `${field}${text.slice(start, at)}`.replace(/\r$/, ""));
    if (text[at] !== delimiter) {
      return { fields, length: Math.min(at + 1, text.length) };
    }
  }
}

function quotationEnd(text: string, start: number): number | undefined {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] !== '"') {
      return at;
    }
    at += 1;
  }
  return undefined;
}

/** The row at the beginning of a text, if it has as many fields as the header; or fewer, if it is whole nevertheless. */
function csvRowAt(text: string, { columns, delimiter }: CsvHeader, mayBeShort: boolean): CsvRow | undefined {
  const row = fieldsOf(text, delimiter);
  // Spreadsheets write empty cells behind the last column.
  const behind = row?.fields.slice(columns.length) ?? [];
  if (row === undefined || behind.some((field) => field.trim() !== "")) {
    return undefined;
  }
  if (row.fields.length < columns.length && !(mayBeShort && isWholeShortRow(text, row))) {
    return undefined;
  }
  const shown = (field: string | undefined) => (delimiter === "|" ? field?.trim() : field);
  return {
    fields: Object.fromEntries(columns.map((column, index) => [column, shown(row.fields[index])])),
    length: row.length,
  };
}

/**
 * Tells whether a row with too few fields is one whose last empty ones were left out: without its line end nobody knows
 * what stood there, and with a quotation mark left over it begins within a quotation.
 */
function isWholeShortRow(text: string, { fields, length }: { fields: string[]; length: number }): boolean {
  const row = text.slice(0, length);
  return fields.length > 1 && row.endsWith("\n") && row.split('"').length % 2 === 1;
}

/**
 * The row in which a place of a text stands: it begins at one of the line ends before the place, and has a field for each
 * column.
 *
 * @param mayBeShort - true for a row of which the last empty fields were left out, too
 */
export function csvRowAround(
  text: string,
  place: number,
  header: CsvHeader,
  mayBeShort = false,
): (CsvRow & { start: number }) | undefined {
  let start = place;
  for (let lines = 0; lines < mostLines && start >= 0; lines += 1) {
    start = start === 0 ? 0 : text.lastIndexOf("\n", start - 1) + 1;
    const row = csvRowAt(text.slice(start), header, mayBeShort);
    if (row !== undefined && start + row.length > place) {
      return { ...row, start };
    }
    if (start === 0) {
      return undefined;
    }
    start -= 1;
  }
  return undefined;
}
