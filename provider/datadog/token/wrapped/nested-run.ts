import { decodedOtherBase, otherBaseAt, runInOtherBase } from "./other-bases";
import { plainViewOf } from "./plain-view";

/*
 * A text may stand in a text in any number of encodings. What was encoded once is found by its own forms; for the rest, a
 * long run of base64 of a text, or of escapes, is decoded as a whole and read as a text of its own.
 */

/** Each byte of a text in Latin letters is below 128, so in base64 of it three of four characters are of one half of all. */
const group = "[A-Za-f][A-HQ-Xg-nw-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589][0-9A-Za-z+/_-]";
/** No chance brings so many groups or escapes in a row. */
export const fewestGroups = 10;
const fewestEscapes = 12;

/** A source that matches base64 of a text, in one line. */
const textInBase64 = `(?:${group}){${fewestGroups},}`;
const base64Lines = String.raw`${textInBase64}[0-9A-Za-z+/_-]*(?:(?:\\r)?(?:\\n|\r?\n)[ \t]*[0-9A-Za-z+/_-]{4,})*`;

/** A source that matches one of many escapes in a row, which is all of a text in escapes that is needed to see it. */
export const escapeInRun = [
  "%(?:25)*H[0-9A-Za-z#]{0,6}",
  "\\\\+(?:x|u00)H",
  "\\\\+[01][0-7]{2}",
  "&(?:amp;)*#(?:xH|[0-9]{2,3});",
]
  .map((escape) => escape.replaceAll("H", "[0-9A-Fa-f]{2}"))
  .map((escape) => `${escape}(?=(?:${escape}){${fewestEscapes - 1}})`)
  .join("|");

const runPattern = new RegExp(`(${base64Lines})|(?:${escapeInRun})|${runInOtherBase}`, "g");
const runPartPattern = /^(?:[0-9A-Za-z+/_-]|\\[rn]|\r?\n[ \t]*)*/;
/** The same at a place; bytes that are no text in Latin letters may stand before it. */
const runHere = new RegExp(`((?:[0-9A-Za-z+/_-]{4}){0,512}?${base64Lines})|(?:${escapeInRun})`, "y");

/** A part of a run, which is decoded by itself, with so much behind it that a token which begins in it is whole. */
export interface NestedRun {
  start: number;
  /** The place from which on a token is another part's. */
  end: number;
  isBase64: boolean;
}

/** The length of a part, and of what is read behind it, in characters; a multiple of a group. */
export const partLength = 2048;

/** A text of its own within another one, and the place in that one of each of its characters. */
export interface NestedText {
  text: string;
  placeOf: (index: number) => number;
}

const charactersInGroup = 4;
const bytesInGroup = 3;
const betweenLines = /\\[rn]|[^0-9A-Za-z+/_-]/g;
const characterOrEnd = /\\[rn]|([0-9A-Za-z+/_-])/g;
const wholeGroup = /^[0-9A-Za-z+/_-]{4}$/;
/** Of UTF-16 of a text in Latin letters every other byte is zero. */
const mostlyZero = 0.4;

/** Tells whether a text holds a run. */
export function holdsRun(text: string): boolean {
  runPattern.lastIndex = 0;
  return runPattern.test(text);
}

/** All parts of all runs in a text. */
export function* nestedRunsIn(text: string): Generator<NestedRun> {
  let done = 0;
  for (let from = 0; ;) {
    runPattern.lastIndex = from;
    const match = runPattern.exec(text);
    if (match === null) {
      return;
    }
    const { index, 0: whole, 1: base64 } = match;
    from = index + whole.length;
    if (index < done) {
      continue;
    }
    const runEnd = index + whole.length;
    for (
      let start = base64 === undefined ? index : beginningOf(text, index, done);
      start < runEnd;
      start += partLength
    ) {
      done = base64 === undefined ? start + partLength : Math.min(runEnd, start + partLength);
      yield { start, end: done, isBase64: base64 !== undefined };
    }
  }
}

/** The beginning of a run of base64 from whose middle a part is known: as many whole groups before it as there are. */
function beginningOf(text: string, known: number, from: number): number {
  let start = known;
  while (start - charactersInGroup >= from && wholeGroup.test(text.slice(start - charactersInGroup, start))) {
    start -= charactersInGroup;
  }
  return start;
}

/** The part of a run that begins at a place. */
export function nestedRunAt(text: string, start: number): NestedRun | undefined {
  const other = otherBaseAt(text, start);
  if (other !== undefined) {
    return { start: other, end: start + partLength, isBase64: false };
  }
  runHere.lastIndex = start;
  const match = runHere.exec(text);
  const isBase64 = match?.[1] !== undefined;
  return match === null
    ? undefined
    : { start, end: start + (isBase64 ? Math.min(match[0].length, partLength) : partLength), isBase64 };
}

/** Decodes a part of a run. */
export function nestedText(text: string, { start, isBase64 }: NestedRun): NestedText {
  const part = text.slice(start, start + 2 * partLength);
  const other = isBase64 ? undefined : decodedOtherBase(part);
  if (other !== undefined) {
    return { text: other.text, placeOf: (index) => start + other.placeOf(index) };
  }
  if (!isBase64) {
    const view = plainViewOf(part);
    return { text: view.text, placeOf: (index) => start + (view.places[index] ?? part.length) };
  }
  const [lines = ""] = runPartPattern.exec(part) ?? [];
  const bytes = Buffer.from(lines.replaceAll(betweenLines, ""), "base64url");
  const wide = wideText(bytes);
  const decoded = wide ?? bytes.toString();
  // Few runs hold anything, so that places are reckoned when they are asked for.
  let places: readonly number[] | undefined;
  return {
    text: decoded,
    placeOf: (index) => {
      places ??= Array.from(lines.matchAll(characterOrEnd))
        .filter(([, character]) => character !== undefined)
        .map((match) => start + match.index);
      const length = wide !== undefined ? index * 2 : Buffer.byteLength(decoded.slice(0, index));
      return places[Math.floor((length * charactersInGroup) / bytesInGroup)] ?? start + lines.length;
    },
  };
}

/** The text of bytes that are UTF-16; undefined if they are not. */
function wideText(bytes: Buffer): string | undefined {
  let [even, odd] = [0, 0];
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, at + 1)) {
    even += at % 2 === 0 ? 1 : 0;
    odd += at % 2;
  }
  if (Math.max(even, odd) < bytes.length * mostlyZero) {
    return undefined;
  }
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 2));
  return (odd >= even ? whole : Buffer.from(whole).swap16()).toString("utf16le");
}
