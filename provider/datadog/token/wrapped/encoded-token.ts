import type { TokenReading } from "../token-reading";

const charactersInGroup = 4;
const bytesInGroup = 3;

/*
 * A token in base64 is found by its prefix in base64, which depends on how many bytes stand before it: three forms for
 * each text, of which only the characters count that the text alone decides.
 */

const prefixes = ["ddpat", "ddsat"];
const bitsInCharacter = 6;
const bitsInByte = 8;

/** A form that a prefix takes in base64. */
export interface EncodedPrefix {
  /** The characters that are always the same. */
  needle: string;
  /** The number of characters of its group of four before them. */
  lead: number;
  /** The number of times that it was encoded. */
  depth: number;
}

function encodedForms(text: Uint8Array, depth: number): EncodedPrefix[] {
  return [0, 1, 2].map((shift) => {
    const first = Math.ceil((shift * bitsInByte) / bitsInCharacter);
    const last = Math.floor(((shift + text.length) * bitsInByte) / bitsInCharacter);
    const encoded = Buffer.concat([Buffer.alloc(shift), text, Buffer.alloc(bytesInGroup)]).toString("base64");
    return { needle: encoded.slice(first, last), lead: first % charactersInGroup, depth };
  });
}

const once = prefixes.flatMap((prefix) => encodedForms(Buffer.from(prefix), 1));
/** UTF-16, which PowerShell's -EncodedCommand takes. */
const wide = prefixes.flatMap((prefix) => encodedForms(Buffer.from(prefix, "utf16le"), 1));
/** Basic authorisation in a Kubernetes Secret, say. */
const twice = [...once, ...wide].flatMap(({ needle }) => encodedForms(Buffer.from(needle), 2));

/** All forms. */
export const encodedPrefixes: readonly EncodedPrefix[] = [...once, ...wide, ...twice];

const linesPattern = /^[0-9A-Za-z+/_-]+(?:\n[0-9A-Za-z+/_-]+)*/;
const lastLinesPattern = /[0-9A-Za-z+/_\n-]*$/;
/** Characters of the base64 before a token that are decoded as well: what stands there may be base64 once more. */
const mostBefore = 64;

/** Searches a decoded text. */
type Search = (text: string) => readonly (TokenReading & { start: number })[];

/** A prefix in base64, the text before it and behind it, and how many characters of its first group stand before it. */
export interface EncodedText {
  before: string;
  text: string;
  lead: number;
}

/**
 * Reads a token in base64.
 *
 * A base64 text may go on in the next line, and another may begin there: the token that is whole decides.
 */
export function encodedTokenAt(
  { before, text, lead }: EncodedText,
  search: Search,
): TokenReading | undefined {
  const [encoded = ""] = linesPattern.exec(text) ?? [];
  const run = (lastLinesPattern.exec(before)?.[0] ?? "").replaceAll("\n", "");
  if (run.length < lead) {
    return { end: encoded.length, doubt: "cutOff", holdsSecret: true };
  }
  const groupsBefore = Math.floor(Math.min(run.length - lead, mostBefore) / charactersInGroup);
  const taken = groupsBefore * charactersInGroup + lead;
  const kept = taken === 0 ? "" : run.slice(-taken);
  const lineEnds = [...encoded.matchAll(/\n/g)].map(({ index }) => index);
  const readings = [...lineEnds, encoded.length].map((end) => {
    const plain = decoded(kept + encoded.slice(0, end));
    // A prefix in base64 once more begins where its group does.
    const reading = search(plain).find(
      ({ start }) => start >= groupsBefore * bytesInGroup - charactersInGroup,
    );
    const length = reading === undefined ? 0 : Buffer.byteLength(plain.slice(reading.start, reading.end));
    return { end: placeOf(Math.ceil((length * charactersInGroup) / bytesInGroup) + 1, encoded), reading };
  });
  const whole = readings.find(({ reading }) => reading?.holdsSecret === true && isWhole(reading));
  const first = whole ?? readings.find(({ reading }) => reading?.token) ?? readings[0];
  if (first?.reading === undefined) {
    return undefined;
  }
  const { token, ...rest } = first.reading;
  // At a line's end the alias itself may go on: only what was seen behind it says that it ends there.
  const isCut = token !== undefined && readings.length > 1 && !first.reading.holdsSecret;
  return {
    ...rest,
    ...(isCut ? { doubt: "cutOff" as const } : token && { token }),
    holdsSecret: true,
    end: first.end,
  };
}

/** The place behind so many characters of a text in lines, or its end. */
function placeOf(count: number, lines: string): number {
  let left = count;
  for (let place = 0; place < lines.length; place += 1) {
    if (left === 0) {
      return place;
    }
    left -= lines[place] === "\n" ? 0 : 1;
  }
  return lines.length;
}

function isWhole({ token, isPartial }: TokenReading): boolean {
  return token !== undefined && isPartial !== true;
}

function decoded(encoded: string): string {
  const text = encoded
    .replaceAll("\n", "")
    .replaceAll(/[-_]/g, (character) => (character === "-" ? "+" : "/"));
  return Buffer.from(text, "base64").toString();
}
