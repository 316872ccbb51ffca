import { fewestGroups, partLength } from "../../../provider/datadog/token/wrapped/nested-run";
import { runLength, runStep } from "../bytes/search-program";

const isInBase64 = new Uint8Array(256);
for (const character of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_") {
  isInBase64[character.charCodeAt(0)] = 1;
}
/** In which place of a group a character may stand that encodes bytes below 128, as a bit each. */
const ofText = new Uint8Array(256);
for (let value = 0; value < 64; value += 1) {
  const character = Buffer.from([value << 2])
    .toString("base64")
    .charCodeAt(0);
  ofText[character] = (value < 32 ? 1 : 0) | ((value & 8) === 0 ? 2 : 0) | ((value & 2) === 0 ? 4 : 0);
}
/** Characters of base64 that stand for bytes together. */
const charactersInGroup = 4;
/** Whole groups in what the search looks at, wherever they begin. */
const groupsInRun = Math.floor((runLength - charactersInGroup + 1) / charactersInGroup);
/** A longer run is looked at in parts. */
const mostOfRun = 1 << 16;

/** Base64 that begins or goes on around a place: where texts in it begin, and its end. */
export interface Base64Run {
  texts: number[];
  end: number;
}

/** The texts in base64 around a place at which only base64 stands: encoded several times, no other needle is in them. */
export function base64RunAt(bytes: Buffer, place: number, from: number, filled: number): Base64Run {
  if (textStart(bytes, place, place + runLength, groupsInRun) < 0) {
    return { texts: [], end: place + runStep };
  }
  let first = place;
  while (first > from && isInBase64[bytes[first - 1] ?? 0] !== 0) {
    first -= 1;
  }
  let end = place + runLength;
  const most = Math.min(filled, place + mostOfRun);
  while (end < most && isInBase64[bytes[end] ?? 0] !== 0) {
    end += 1;
  }
  const texts: number[] = [];
  for (let text = textStart(bytes, first, end, fewestGroups); text >= 0 && text < end; text += partLength) {
    texts.push(text);
  }
  return { texts, end };
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
