import { redactTokenText } from "../../provider/datadog/token/redact";

/** Lines of an entry that are shown around a wrong one. */
const mostLinesAround = 8;

/** From which character to which one a part of the list stands. */
export type TextRange = readonly [start: number, end: number];

/** The list's text, and how to point at a place of it without showing a token's secret part. */
export class ListText {
  readonly file: string;
  readonly text: string;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
  }

  /** `revocations.yaml:7:15: <problem>`, and the lines of the entry with a mark below the place. */
  pointAt(offset: number, problem: string, entry?: TextRange): string {
    const { line, col } = this.#positionOf(offset);
    const lines = this.#linesAround(line, entry);
    const width = String(lines.at(-1)?.number ?? line).length;
    const frame = lines.flatMap(({ number, text }) => {
      const isWrong = number === line;
      const shown = `${isWrong ? ">" : " "} ${String(number).padStart(width)} | ${redactTokenText(text)}`;
      return isWrong ? [shown, `  ${" ".repeat(width)} | ${" ".repeat(col - 1)}^`] : [shown];
    });
    return [redactTokenText(`${this.file}:${line}:${col}: ${problem}`), ...frame].join("\n");
  }

  /** `revocations.yaml:7`. */
  lineAt(offset: number): string {
    return `${this.file}:${this.#positionOf(offset).line}`;
  }

  #positionOf(offset: number): { line: number; col: number } {
    const before = this.text.slice(0, Math.min(offset, this.text.length));
    const lineStart = before.lastIndexOf("\n") + 1;
    return { line: before.split("\n").length, col: before.length - lineStart + 1 };
  }

  /** The line with the dash that begins the entry, where the text is too broken to know its entries. */
  #dashBefore(line: number): number {
    const lines = this.text.split("\n").slice(0, line);
    const dash = lines.findLastIndex((text) => /^\s*- /.test(text));
    return dash < 0 ? line : dash + 1;
  }

  #linesAround(line: number, entry?: TextRange): { number: number; text: string }[] {
    const first = entry ? this.#positionOf(entry[0]).line : this.#dashBefore(line);
    const last = entry ? this.#positionOf(Math.max(entry[0], entry[1] - 1)).line : line;
    const from = Math.max(first, line - mostLinesAround);
    const to = Math.min(last, line + mostLinesAround);
    return this.text
      .split("\n")
      .slice(from - 1, to)
      .map((text, index) => ({ number: from + index, text: text.replace(/\r$/, "") }));
  }
}
