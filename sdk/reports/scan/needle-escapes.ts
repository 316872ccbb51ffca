/*
 * A single escape says nothing unless it stands for a prefix's first character; many in a row may hold a text that is
 * encoded once more.
 */

const [percent, ampersand, hash, backslash, letterU, capitalU] = [0x25, 0x26, 0x23, 0x5c, 0x75, 0x55];
/** So many escapes in a row are looked through (nested-run.ts); fewer may be passed over. */
const fewestEscapes = 12;
const mostBetweenEscapes = 6;
const mostBackslashes = 64;

/** Tells whether a percent escape may be a prefix's first character, or begin a row of escapes. */
export function mayBePercent(bytes: Buffer, place: number): boolean {
  let at = place;
  for (let count = 0; count < fewestEscapes; count += 1) {
    if (bytes[at] !== percent) {
      return false;
    }
    at += 1;
    while (bytes[at] === 0x32 && bytes[at + 1] === 0x35) {
      at += 2;
    }
    if (count === 0 && bytes.toString("latin1", at, at + 5) === "u0064") {
      return true;
    }
    if (count === 0 && bytes[at] === 0x36 && bytes[at + 1] === 0x34) {
      return true;
    }
    // Of `%2525` the last two digits may be the escape's own.
    for (let between = 0; between <= mostBetweenEscapes + 2 && bytes[at] !== percent; between += 1) {
      at += 1;
    }
  }
  return true;
}

const semicolon = 0x3b;
const mostDigits = 5;
/** The first character of a prefix, with zeros before its number, and without the semicolon that HTML does not insist on. */
const entityOfPrefix = /^(?:0*100|[xX]0*64)(?![0-9a-fA-F])/;

/** Tells the same of a numbered character of HTML. */
export function mayBeEntity(bytes: Buffer, place: number): boolean {
  let at = place;
  for (let count = 0; count < fewestEscapes; count += 1) {
    if (bytes[at] !== ampersand) {
      return false;
    }
    at += 1;
    while (bytes.toString("latin1", at, at + 4) === "amp;") {
      at += 4;
    }
    if (bytes[at] !== hash) {
      return false;
    }
    if (count === 0 && entityOfPrefix.test(bytes.toString("latin1", at + 1, at + 10))) {
      return true;
    }
    for (let length = 0; length <= mostDigits && bytes[at] !== semicolon; length += 1) {
      at += 1;
    }
    at += 1;
  }
  return true;
}

/** The beginning of an escape with a backslash; of many in a row, that of the first backslash. */
export function startOfEscape(bytes: Buffer, place: number): number {
  let start = place;
  while (bytes[start - 1] === backslash && place - start < mostBackslashes) {
    start -= 1;
  }
  let at = start;
  for (let count = 0; count < fewestEscapes; count += 1) {
    if (bytes[at] !== backslash) {
      return isEscapedPrefix(bytes, place) ? place : -1;
    }
    while (bytes[at] === backslash) {
      at += 1;
    }
    at += lengthOfEscape(bytes[at] ?? 0);
  }
  return start;
}

/** The length of an escape behind its backslash: `u0064`, `U00000064`, `x64`, `144`. */
function lengthOfEscape(letter: number): number {
  return letter === letterU ? 5 : letter === capitalU ? 9 : 3;
}

function isEscapedPrefix(bytes: Buffer, place: number): boolean {
  const end = place + 1 + lengthOfEscape(bytes[place + 1] ?? 0);
  const digits = bytes.toString("latin1", end - 3, end);
  return digits.endsWith("64") || digits === "144";
}

const numbersBefore =
  /(?:^|[^0-9])(100(?:,(?:\s|\\[nrt]){0,20}| )100(?:,(?:\s|\\[nrt]){0,20}| )11[25](?:,(?:\s|\\[nrt]){0,20}| ))$/;
const mostNumbersBefore = 80;
const [blank, comma, two, five] = [0x20, 0x2c, 0x32, 0x35];

/** The beginning of a prefix whose bytes were written as decimal numbers, of which the fourth stands at a place. */
export function startOfNumbers(bytes: Buffer, place: number): number {
  if (bytes[place + 2] !== blank && bytes[place + 2] !== comma) {
    return -1;
  }
  const third = bytes[place - 2];
  if (bytes[place + 2] === blank && third !== two && third !== five) {
    return -1;
  }
  const [, before] =
    numbersBefore.exec(bytes.toString("latin1", Math.max(0, place - mostNumbersBefore), place)) ?? [];
  return before === undefined ? -1 : place - before.length;
}

const [six, four] = [0x36, 0x34];
const dumpLength = 12;
/** Characters behind the first byte of a prefix in hexadecimal digits: another byte, in any of the forms of a dump. */
const inDump = /^(?:64| 7461|[ \t:,;-]{1,4}(?:0[xX])?64|[ \t]*[,;\\]?\r?\n|  )/i;

/** Tells whether a prefix in a dump, or in hexadecimal digits in a row, may begin with the byte at a place. */
export function mayBeDump(bytes: Buffer, place: number): boolean {
  if (bytes[place + 2] === six && bytes[place + 3] !== four) {
    return false;
  }
  return inDump.test(bytes.toString("latin1", place + 2, place + dumpLength));
}

const star = 0x2a;
const mostStars = 100;

/** Tells whether a mask begins at a place that is about as long as a token. */
export function mayBeMask(bytes: Buffer, place: number): boolean {
  let at = place;
  while (bytes[at] === star && at < place + mostStars) {
    at += 1;
  }
  return at - place > mostStars / 2 && at < place + mostStars;
}
