import { isBehindLineBeginning } from "./line-beginning";
import { encodedPrefixes } from "../../../provider/datadog/token/wrapped/encoded-token";
import { quotationMarks } from "../../../provider/datadog/token/wrapped/joined-texts";
import { isCutByRecord, mayBeCutPrefix, mayBeJoined } from "./cut-records";
import {
  mayBeDump,
  mayBeEntity,
  mayBeMask,
  mayBePercent,
  startOfEscape,
  startOfNumbers,
} from "./needle-escapes";
import { startOfLiteral } from "./needle-literals";

/*
 * Most places at which two bytes look like a needle's are none, as a few more bytes show. What is not refused here is read
 * in earnest, so that a place may be taken in doubt, and never left out.
 */

const codeOf = (character: string) => character.charCodeAt(0);
const setOf = (...codes: readonly number[]) => {
  const set = new Uint8Array(256);
  for (const code of codes) {
    set[code] = 1;
  }
  return set;
};
const setOfText = (text: string) => setOf(...Array.from(text, codeOf));
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

const [small, capital] = [codeOf("d"), codeOf("D")];
const [percent, equals, ampersand, backslash] = ["%", "=", "&", "\\"].map(codeOf) as [
  ...[number, number, number, number],
];
const caseBit = 0x20;
/** The first bytes of all that may stand between the characters of a prefix. */
const wrapping = [...range(0x00, 0x1f), ...range(0x7f, 0xff), ...Array.from("<&%=\\^#", codeOf)];
const mayWrap = setOf(...wrapping);
/** Line ends, and marks at the beginning of a line. */
const space = setOfText("\r\n\t >|#");
const hexDigit = setOfText("0123456789abcdefABCDEF");
const separator = setOfText("-_ ");
/** The second characters of all forms of a prefix. */
const secondCharacter = setOfText("dG" + encodedPrefixes.map(({ needle }) => needle.charAt(1)).join(""));
/** Characters that follow `dd`, and `dda`, in a prefix that is in several lines. */
const thirdCharacter = setOfText("ps*");
const quotation = setOfText(quotationMarks);
const secondLetter = setOfText("dD");
const fourthCharacter = setOfText("pt*");
/** The characters that follow some of these, as far as they are needed to tell a prefix from a word behind a log's time. */
const following = new Map<Uint8Array, Uint8Array[]>([
  [secondLetter, [setOfText("pPsSaA")]],
  [thirdCharacter, ["aA* ", "tT* "].map((each) => setOfText(each + quotationMarks))],
]);
const encodedFirst = setOfText(encodedPrefixes.map(({ needle }) => needle.charAt(0)).join(""));
const encodedBeginnings = new Set(encodedPrefixes.map(({ needle }) => needle.slice(0, 3)));
const mostSpace = 64;
const newline = 0x0a;

/** True if an unbroken prefix stands at a place. */
export function isPlainPrefix(bytes: Buffer, place: number): boolean {
  const third = bytes[place + 2];
  return (
    (third === codeOf("p") || third === codeOf("s")) &&
    bytes[place] === small &&
    bytes[place + 1] === small &&
    bytes[place + 3] === codeOf("a") &&
    bytes[place + 4] === codeOf("t")
  );
}

/** The place at which a needle may begin of which two bytes stand at a place; -1 if none does. */
export function needleStart(bytes: Buffer, place: number): number {
  const first = bytes[place] ?? 0;
  const second = bytes[place + 1] ?? 0;
  switch (first) {
    case small:
    case capital:
      return mayBePrefix(bytes, place, second) ? place : -1;
    case percent:
      return mayBePercent(bytes, place) ? place : -1;
    case equals:
      return bytes[place + 2] === 0x34 ? place : -1;
    case ampersand:
      return mayBeEntity(bytes, place) ? place : -1;
    case codeOf("*"):
      return mayBeMask(bytes, place) && bytes[place - 1] !== first
        ? place
        : startOfLiteral(bytes, place, first);
    case codeOf("t"):
      return mayBeCutPrefix(bytes, place) ? place : -1;
    case codeOf("6"):
      return mayBeDump(bytes, place) ? place : -1;
    case codeOf("9"):
      return startOfNumbers(bytes, place);
    case 0xef:
      return second === 0xbd && bytes[place + 2] === 0x84 ? place : -1;
    case backslash:
      return startOfEscape(bytes, place);
    default:
      return encodedFirst[first] === 1 && mayBeEncoded(bytes, place, second)
        ? place
        : startOfLiteral(bytes, place, first);
  }
}

function mayBePrefix(bytes: Buffer, place: number, second: number): boolean {
  const lower = second | caseBit;
  if (mayWrap[second] === 1) {
    return mayGoOn(bytes, place + 1, secondLetter);
  }
  if (lower === codeOf("a")) {
    return isDatadog(bytes, place + 2);
  }
  if (lower !== small) {
    return false;
  }
  const third = bytes[place + 2] ?? 0;
  // ddapp_ and what is masked behind `dd` or `dda`.
  const known = third | caseBit;
  return (
    known === codeOf("p") ||
    known === codeOf("s") ||
    third === codeOf("*") ||
    (quotation[third] === 1 && (mayBeJoined(bytes, place + 3) || isCutByRecord(bytes, place))) ||
    (mayWrap[third] === 1 && mayGoOn(bytes, place + 2, thirdCharacter)) ||
    (third === codeOf("a") && isBehindA(bytes, place + 3))
  );
}

function isBehindA(bytes: Buffer, place: number): boolean {
  const byte = bytes[place] ?? 0;
  return mayWrap[byte] === 1 ? mayGoOn(bytes, place, fourthCharacter) : fourthCharacter[byte] === 1;
}

/** Tells whether `ta` and `dog` follow, as in DATA-DOG. */
function isDatadog(bytes: Buffer, place: number): boolean {
  const isData =
    ((bytes[place] ?? 0) | caseBit) === codeOf("t") && ((bytes[place + 1] ?? 0) | caseBit) === codeOf("a");
  const next = place + (separator[bytes[place + 2] ?? 0] === 1 ? 3 : 2);
  return isData && ((bytes[next] ?? 0) | caseBit) === small;
}

/** Tells whether a prefix of which the beginning is known may go on here, with one of some characters. */
function mayGoOn(bytes: Buffer, place: number, next: Uint8Array): boolean {
  let at = place;
  for (const end = place + mostSpace; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === equals || byte === percent) {
      const isHex = hexDigit[bytes[at + 1] ?? 0] === 1 && hexDigit[bytes[at + 2] ?? 0] === 1;
      const after = bytes[at + 3] ?? 0;
      const isLetter = bytes[at + 1] === 0x36 && bytes[at + 2] === 0x34;
      return isHex
        ? isLetter ||
            mayWrap[after] === 1 ||
            space[after] === 1 ||
            next[after] === 1 ||
            (next !== secondCharacter && next !== secondLetter) ||
            bytes[at + 1] === 0x32
        : byte === equals && (space[bytes[at + 1] ?? 0] === 1 || bytes[at + 1] === backslash);
    }
    if (byte !== newline && bytes[at - 1] === newline && at > place) {
      return (
        mayWrap[byte] === 1 ||
        next[byte] === 1 ||
        isBehindLineBeginning(
          bytes,
          at,
          (place) => next[bytes[place] ?? 0] === 1 && mayFollow(bytes, place + 1, next),
        )
      );
    }
    if (space[byte] !== 1 || (byte === codeOf("#") && bytes[at + 1] === codeOf("0"))) {
      return mayWrap[byte] === 1 || next[byte] === 1;
    }
  }
  return true;
}

/** Tells whether what stands behind one of some characters may belong to the same prefix. */
function mayFollow(bytes: Buffer, place: number, next: Uint8Array): boolean {
  for (const [index, set] of (following.get(next) ?? []).entries()) {
    const byte = bytes[place + index] ?? newline;
    if (mayWrap[byte] === 1 || set[byte] !== 1) {
      return mayWrap[byte] === 1;
    }
  }
  return true;
}

/** Tells whether a prefix in base64 may begin here. */
function mayBeEncoded(bytes: Buffer, place: number, second: number): boolean {
  if (mayWrap[second] === 1) {
    return mayGoOn(bytes, place + 1, secondCharacter);
  }
  return (
    encodedBeginnings.has(bytes.toString("latin1", place, place + 3)) ||
    (secondCharacter[second] === 1 && mayWrap[bytes[place + 2] ?? 0] === 1)
  );
}
