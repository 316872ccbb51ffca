import type { LeakPlace } from "../findings/leak-place";
import { itemsAround } from "./list-items";
import { placeBelowHeading } from "./place-below-heading";
import { placeInText } from "./text-places";

/** An empty line, the end of an element, and the beginning of a table of TOML and of a box in a terminal. */
const elementEnd = "</";
const paragraphEnds = ["\n\n", "\n\r\n", elementEnd, "\n[[", "\n┌", "\nnot ok "];
const [rowStart, rowEnd] = ["<tr>", "</tr>"];
const xmlElement = /<(?:file|testcase|error|issue)\s/;
/** Elements of which each is a finding, though several may stand in a line. */
const findingElements = ["<error ", "<issue "];

/** A line, the texts around a place in it, the smallest first, and what tells the place that a heading far above has. */
export interface TextAround {
  line: string;
  parts: string[];
  heading: () => LeakPlace | undefined;
}

/**
 * The element of XML, or the row of a table in HTML, in which a place stands that a line has before and behind it: a report
 * may be one line.
 */
export function elementAt(head: string, tail: string): string {
  const row = head.lastIndexOf(rowStart);
  if (row >= 0 && !head.includes(rowEnd, row)) {
    return head.slice(row) + tail.split(rowEnd, 1).join("");
  }
  if (!xmlElement.test(head)) {
    return head + tail;
  }
  const starts = [head.lastIndexOf(elementEnd) + 1, ...findingElements.map((each) => head.lastIndexOf(each))];
  return head.slice(Math.max(...starts)) + tail.split(elementEnd, 1).join("");
}

/** The texts around a place that stands between two texts. */
export function partsAround(line: string, before: string, behind: string): TextAround {
  const text = before + behind;
  const index = before.length;
  const start = Math.max(0, ...paragraphEnds.map((each) => endBefore(text, each, index)));
  const ends = paragraphEnds.map((each) => text.indexOf(each, index)).filter((end) => end >= 0);
  const paragraph = text.slice(start, Math.min(text.length, ...ends)).replaceAll("\r\n", "\n");
  return {
    line,
    parts: [
      ...(line.startsWith(rowStart) ? [line] : []),
      ...itemsAround(paragraph, index - start),
      paragraph,
    ],
    heading: () => placeBelowHeading(before, line),
  };
}

/** The place that a line tells, or the first of the texts around it that tells any, and the text that shows what is there. */
export function toldPlace(
  line: string,
  parts: readonly string[],
): { told: LeakPlace | undefined; part: string } {
  for (const part of parts) {
    const told = placeInText(line, part);
    if (told !== undefined) {
      // Of several findings in an element each has its own line.
      return { told, part: findingElements.some((each) => line.includes(each)) ? line : part };
    }
  }
  return { told: undefined, part: parts.at(-1) ?? line };
}

/** The place behind the first character of a text that stands before a place; 0 if it doesn't. */
function endBefore(text: string, end: string, place: number): number {
  // Forwards it is told far sooner that there is none.
  return place < end.length || !text.includes(end) ? 0 : text.lastIndexOf(end, place - end.length) + 1;
}
