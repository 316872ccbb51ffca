import { escapeInRun } from "../../../provider/datadog/token/wrapped/nested-run";
import { prefixInOtherBase } from "../../../provider/datadog/token/wrapped/other-bases";
import { needleAt, needleInBytes } from "../../../provider/datadog/token/token-needles";
import { sliceLength, type SearchMemory } from "../bytes/search-memory";
import { maskOfToken } from "../formats/text-places";
import { packedInBase64 } from "../packed/packed-text";
import { base64RunAt } from "./base64-runs";
import { isPlainPrefix, needleStart } from "./needle-beginnings";

/*
 * A report's bytes are searched in two steps: for the first two bytes of everything that is looked for, all at once and
 * many bytes at a time; and then, at the few places where these stand, by a regular expression.
 */

const others = [
  // The rules and kinds of Datadog's secrets.
  "[dD]ata[-_ ]?[dD]og|DATA[-_ ]?DOG",
  // Datadog's own list of tokens, results in another file, findings that don't say what they are.
  `public_portion"|(?:personal|service)_access_tokens"|externalPropertyFileReferences"|found matching [*]{4}|hashed_secret"`,
  // A report that was packed for an upload, and an application key.
  `${packedInBase64}|ddapp_`,
  // A whole token that was masked, in a text that says nothing of it.
  maskOfToken,
  // A text of escapes in which something is encoded once more.
  escapeInRun,
  prefixInOtherBase,
];
/** Everything that is looked for; what a needle begins with has to be in bytes/needle-pairs.ts as well. */
export const needlePattern = [needleInBytes, ...others].join("|");
const pattern = new RegExp(needlePattern, "y");
const kindNearby = /^.{8,10}[^"\n]{0,40}?(?:acces|pat|token|key|rcm)/i;

/** A needle that begins in a slice ends at most so far behind it. */
const longestNeedle = 512;
const mostOfPrefix = 400;
const prefixLength = 5;
const backslash = 0x5c;
const plainOtherwise = /^(?:d(?:ata|ATA)|D)/;

/** The part of the bytes that is searched, and up to where they are known. */
interface SearchRange {
  from: number;
  to: number;
  filled: number;
}

/** The places among bytes at which something may stand that is to be read, slice by slice. */
export function* needlesInBytes(
  memory: SearchMemory,
  { from, to, filled }: SearchRange,
  isDone: (place: number) => boolean,
): Generator<number> {
  const { bytes } = memory;
  let runEnd = 0;
  let needleEnd = 0;
  for (let start = from; start < to; start += sliceLength) {
    const end = Math.min(start + sliceLength, to);
    const places = memory.search(start, end);
    // By index: an iterator takes several times as long.
    for (let index = 0; index < places.length; index += 1) {
      const found = places[index] ?? 0;
      const place = found & 0x7f_ff_ff_ff;
      if (found < 0) {
        if (place >= runEnd && place < filled) {
          const run = base64RunAt(bytes, place, Math.max(start, runEnd), filled);
          runEnd = run.end;
          yield* run.texts;
        }
      } else if (place < end && place >= needleEnd && !isDone(place)) {
        const needle = needleAround(bytes, place, { from: needleEnd, filled });
        // Behind the `\\x` of a database hexadecimal digits may begin, which look like one escape.
        const isEscape = needle !== undefined && bytes[needle.start] === backslash;
        needleEnd = isEscape ? needle.start + 1 : (needle?.end ?? needleEnd);
        if (needle !== undefined && isWorthReading(bytes, needle, filled)) {
          yield needle.start;
        }
      }
    }
  }
}

/** From which byte to which one a needle stands. */
interface FoundNeedle {
  start: number;
  end: number;
}

/** The needle of which two bytes stand at a place. */
function needleAround(
  bytes: Buffer,
  place: number,
  { from, filled }: { from: number; filled: number },
): FoundNeedle | undefined {
  if (isPlainPrefix(bytes, place)) {
    return place + prefixLength > filled ? undefined : { start: place, end: place + 1 };
  }
  const beginning = needleStart(bytes, place);
  if (beginning < from) {
    return undefined;
  }
  const starts = beginning === place ? [place] : [beginning, place];
  for (const start of starts) {
    pattern.lastIndex = 0;
    const [found] = pattern.exec(textAt(bytes, start, filled)) ?? [];
    if (found !== undefined) {
      return { start, end: start + found.length };
    }
  }
  return undefined;
}

function isWorthReading(bytes: Buffer, { start, end }: FoundNeedle, filled: number): boolean {
  if (isPlainPrefix(bytes, start)) {
    return true;
  }
  const text = textAt(bytes, start, filled);
  if (end - start > 1) {
    // The name of Datadog alone says nothing: it stands in paths and addresses.
    return !/^data/i.test(text) || kindNearby.test(text);
  }
  return (
    plainOtherwise.test(text) ||
    needleAt(bytes.toString("utf8", start, Math.min(filled, start + mostOfPrefix)), 0) !== undefined
  );
}

/** The bytes from a place on as Latin-1, which costs no decoding. */
function textAt(bytes: Buffer, place: number, filled: number): string {
  return bytes.toString("latin1", place, Math.min(filled, place + longestNeedle));
}
