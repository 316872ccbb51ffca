import type { LeakPlace } from "../findings/leak-place";
import { fileName, withoutColours } from "./text-places";

/** A form in which a file stands above its findings, with other lines between. */
interface Heading {
  /** The beginning of a line in which a token may stand. */
  line: RegExp;
  file: RegExp;
  number: RegExp;
}

const lineNumber = String.raw`(?!\d{4}-\d|\d\d:\d\d:)(\d{1,7})[:-]`;

const headings: readonly Heading[] = [
  {
    // ggshield's text.
    line: /^(?:>>|\s*(?:\d+\s+)?\d+\s*\|) /,
    file: /^> (?:commit:\/\/[^/\n]*\/)?(\S.*?): \d+ [a-z ]{4,40} (?:detected|found)/gm,
    number: /^\s*(?:\d+\s+)?(\d+)\s*\| /gm,
  },
  // secretlint's table.
  { line: /^║/, file: /^(\S.*)\n\n║ Line /gm, number: /^║ (\d+)\s+[│║]/gm },
  // semgrep's text.
  { line: /^\s*\d+┆/, file: /^[ \t]+(\S.*?)[ \t]*\n[ \t]*❯+❱?\s/gm, number: /^\s*(\d+)┆/gm },
  // Nosey Parker's.
  { line: /^ {8}/, file: /^ +File: (\S.*)$/gm, number: /^ +Lines: (\d+):\d+-/gm },
  {
    // ripgrep's and git grep's, in a terminal; a date or a time is no line's number.
    line: new RegExp(`^${lineNumber}`),
    file: new RegExp(`^(${fileName})\\n(?=${lineNumber})`, "gm"),
    number: new RegExp(`^${lineNumber}`, "gm"),
  },
];

/** True if a line is one of those that may stand below a file's heading. */
export function mayBeBelowHeading(line: string): boolean {
  const shown = withoutColours(line);
  return headings.some((each) => each.line.test(shown));
}

/** The place that a heading tells, and the last line's number before or in the line in which a text ends. */
export function placeBelowHeading(before: string, line: string): LeakPlace | undefined {
  const shown = withoutColours(line);
  const of = headings.filter((each) => each.line.test(shown));
  if (of.length === 0) {
    return undefined;
  }
  const above = withoutColours(before.slice(0, before.lastIndexOf("\n") + 1)).replaceAll("\r", "");
  const text = `${above}${shown}`;
  for (const { file, number } of of) {
    const heading = [...text.matchAll(file)].at(-1);
    if (heading?.[1] !== undefined) {
      const found = [...text.slice(heading.index).matchAll(number)].at(-1)?.[1];
      return { file: heading[1], ...(found !== undefined && { line: Number(found) }) };
    }
  }
  return undefined;
}
