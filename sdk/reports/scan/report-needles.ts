import { escapeInRun, fewestGroups, partLength } from "../../../provider/datadog/token/wrapped/nested-run";
import { needleAt, needleInBytes } from "../../../provider/datadog/token/token-needles";

/*
 * Each slice is searched as Latin-1, which costs no decoding. V8 is fastest with few alternatives that begin with fixed
 * characters; what is rare and would make it slow is looked for only where a cheap sign of it is.
 */

const others = [
  // The rules and kinds of Datadog's secrets.
  "[dD]ata[-_ ]?[dD]og|DATA[-_ ]?DOG",
  // Datadog's own list of tokens, results in another file, findings that don't say what they are.
  `public_portion"|(?:personal|service)_access_tokens"|externalPropertyFileReferences"|found matching [*]{4}|hashed_secret"`,
  // A report that was packed for an upload, and an application key.
  "H4sIA|ddapp_",
  // A text of escapes in which something is encoded once more.
  escapeInRun,
];
const pattern = new RegExp([needleInBytes, ...others].join("|"), "g");
const kindNearby = /^.{8,10}[^"\n]{0,40}?(?:acces|pat|token|key|rcm)/i;
const isPlain = /d(?:d[ps]at|ata|ATA)|D/y;

const sliceLength = 1 << 16;
/** A needle that begins in a slice ends at most so far behind it. */
const longestNeedle = 512;
const mostOfPrefix = 400;

const isInBase64 = new Uint8Array(256);
for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
  isInBase64[character.charCodeAt(0)] = 1;
}
for (const character of "abcdefghijklmnopqrstuvwxyz") {
  isInBase64[character.charCodeAt(0)] = 2;
}
for (const character of "0123456789+/-_") {
  isInBase64[character.charCodeAt(0)] = 4;
}
/** In which place of a group a character may stand that encodes bytes below 128, as a bit each. */
const ofText = new Uint8Array(256);
for (let value = 0; value < 64; value += 1) {
  const character = Buffer.from([value << 2])
    .toString("base64")
    .charCodeAt(0);
  ofText[character] = (value < 32 ? 1 : 0) | ((value & 8) === 0 ? 2 : 0) | ((value & 2) === 0 ? 4 : 0);
}
const smallAndCapital = 3;
/** Characters of base64 that stand for bytes together. */
const charactersInGroup = 4;
/** The longest run of which one in each line of base64 begins at a multiple of its length. */
const runLength = 24;
/** Whole groups in it, wherever they begin. */
const groupsInStep = 5;

/** The places at which base64 of a text begins or goes on: where it was encoded several times, no other needle is in it. */
function textsInBase64(bytes: Buffer, from: number, to: number, filled: number): number[] {
  const places: number[] = [];
  for (let start = from; start + runLength <= to; start += runLength) {
    let kinds = 0;
    let at = start + runLength - 1;
    for (; at >= start; at -= 1) {
      const kind = isInBase64[bytes[at] ?? 0] ?? 0;
      if (kind === 0) {
        break;
      }
      kinds |= kind;
    }
    if (
      at < start &&
      (kinds & smallAndCapital) === smallAndCapital &&
      textStart(bytes, start, start + runLength, groupsInStep) >= 0
    ) {
      const [first, last] = runAround(bytes, start, from, filled);
      const text = textStart(bytes, first, last, fewestGroups);
      for (let place = text; place >= 0 && place < last; place += partLength) {
        places.push(place);
      }
      start += Math.floor((last - start) / runLength) * runLength;
    }
  }
  return places;
}

/** The place from which on so many groups in a row may stand for a text; -1 if there is none among these bytes. */
function textStart(bytes: Buffer, first: number, last: number, count: number): number {
  for (let start = first; start < first + charactersInGroup; start += 1) {
    let groups = 0;
    for (let at = start; at + charactersInGroup <= last; at += charactersInGroup) {
      const isText =
        ((ofText[bytes[at] ?? 0] ?? 0) & 1) !== 0 &&
        ((ofText[bytes[at + 1] ?? 0] ?? 0) & 2) !== 0 &&
        ((ofText[bytes[at + 2] ?? 0] ?? 0) & 4) !== 0;
      groups = isText ? groups + 1 : 0;
      if (groups === count) {
        return start;
      }
    }
  }
  return -1;
}

/** The ends of a run of base64 around a place. */
function runAround(bytes: Buffer, place: number, from: number, filled: number): [number, number] {
  let first = place;
  while (first > from && isInBase64[bytes[first - 1] ?? 0] !== 0) {
    first -= 1;
  }
  let last = place + runLength;
  const end = Math.min(filled, place + sliceLength);
  while (last < end && isInBase64[bytes[last] ?? 0] !== 0) {
    last += 1;
  }
  return [first, last];
}

/** The places among bytes at which something may stand that is to be read, in their order, slice by slice. */
export function* needlesInBytes(bytes: Buffer, from: number, to: number, filled: number): Generator<number> {
  for (let start = from; start < to; start += sliceLength) {
    const end = Math.min(start + sliceLength, to);
    const places = needlesInSlice(bytes, start, end, filled);
    const encoded = textsInBase64(bytes, start, Math.min(end + longestNeedle, filled), filled);
    if (encoded.length > 0) {
      places.push(...encoded.filter((place) => place < end));
      places.sort((one, other) => one - other);
    }
    yield* places;
  }
}

function needlesInSlice(bytes: Buffer, start: number, end: number, filled: number): number[] {
  const text = bytes.toString("latin1", start, Math.min(end + longestNeedle, filled));
  const places: number[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const { index, 0: found } = match;
    if (index >= end - start) {
      break;
    }
    if (isWorthReading(bytes, text, start, index, found)) {
      places.push(start + index);
    }
  }
  return places;
}

function isWorthReading(bytes: Buffer, text: string, start: number, index: number, found: string): boolean {
  if (found.length > 1) {
    // The name of Datadog alone says nothing: it stands in paths and addresses.
    return !/^data/i.test(found) || kindNearby.test(text.slice(index, index + longestNeedle));
  }
  isPlain.lastIndex = index;
  return (
    isPlain.test(text) ||
    needleAt(bytes.toString("utf8", start + index, start + index + mostOfPrefix), 0) !== undefined
  );
}
