import { shownText } from "../reports/findings/shown-text";

/** Lines of an entry that are shown around a wrong one. */
const mostLinesAround = 8;

/** From which character to which one a part of the list stands. */
export type TextRange = readonly [start: number, end: number];

/** The places at which lines begin: a list of a hundred thousand entries asks for the line of each. */
class LineStarts {
  readonly #starts = [0];

  constructor(text: string) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
      this.#starts.push(at + 1);
    }
  }

  /** The line that holds an offset, from 1, and the offset at which it begins. */
  lineOf(offset: number): { line: number; start: number } {
    let [low, high] = [0, this.#starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return { line: low + 1, start: this.#starts[low] ?? 0 };
  }
}

/** The list's text, and how to point at a place of it: without a token's secret part, and without anything in it that could pass for the provider's own words. */
export class ListText {
  readonly file: string;
  readonly text: string;
  readonly #lineStarts: LineStarts;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
    this.#lineStarts = new LineStarts(text);
  }

  /**
   * `revocations.yaml:7:15: <problem>`, and the lines of the entry with a mark below the place.
   *
   * @param problem - its lines, if it has more than one.
   */
  pointAt(offset: number, problem: string | readonly string[], entry?: TextRange): string {
    const { line, col } = this.#positionOf(offset);
    const lines = this.#linesAround(line, entry);
    const width = String(lines.at(-1)?.number ?? line).length;
    const frame = lines.flatMap(({ number, text }) => {
      const isWrong = number === line;
      const shown = `${isWrong ? ">" : " "} ${String(number).padStart(width)} | ${shownText(text.replaceAll("\t", " "))}`;
      return isWrong ? [shown, `  ${" ".repeat(width)} | ${" ".repeat(col - 1)}^`] : [shown];
    });
    const [first = "", ...more] = [problem].flat();
    const told = [`${this.file}:${line}:${col}: ${first}`, ...more].map(shownText);
    return [...told, ...frame].join("\n");
  }

  /** `revocations.yaml:7`. */
  lineAt(offset: number): string {
    return `${this.file}:${this.#positionOf(offset).line}`;
  }

  #positionOf(offset: number): { line: number; col: number } {
    const end = Math.min(offset, this.text.length);
    const { line, start } = this.#lineStarts.lineOf(end);
    return { line, col: end - start + 1 };
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
