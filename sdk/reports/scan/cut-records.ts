const [quote, newline, underscore, openBrace] = [0x22, 0x0a, 0x5f, 0x7b];
const mostOfPrefix = 6;
const mostOfRecord = 500;
/** A text of the next record that begins with the rest of a prefix and an alias. */
const restOfToken = /":"(?:[psat]{0,3}_)?[0-7][0-9A-Za-z]{21}(?![0-9A-Za-z])/;
const closeBrace = 0x7d;
/** Characters between two texts that become one, and those that begin the second one. */
const operators = new Set(Array.from("+.|&~<,\\\"'`", (character) => character.charCodeAt(0)));
const blanks = new Set([0x20, 0x09, 0x0d, 0x0a]);
const mostBlanks = 64;
const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;
const isLetter = (byte: number) => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
const aliasStart = 2;
const aliasEnd = 24;

/** Tells whether an alias, and more behind it, may follow the end of a prefix, `t_`. */
export function mayBeCutPrefix(bytes: Buffer, place: number): boolean {
  for (let at = place + aliasStart; at < place + aliasEnd; at += 1) {
    const byte = bytes[at] ?? 0;
    if (!isDigit(byte) && !isLetter(byte)) {
      return false;
    }
  }
  return bytes[place + aliasEnd] === underscore;
}

/** Tells whether a text goes on elsewhere whose end is the quotation mark before a place: another is put to it, or its record was cut. */
export function mayBeJoined(bytes: Buffer, place: number): boolean {
  const byte = bytes[place] ?? 0;
  let at = place;
  while (blanks.has(bytes[at] ?? 0) && at < place + mostBlanks) {
    at += 1;
  }
  return byte === closeBrace || operators.has(bytes[at] ?? 0);
}

/**
 * Tells whether a record of a log in JSON lines ends in the prefix that begins at a place, so that the token goes on in the
 * next one: Docker, for one, cuts lines at 16 KiB.
 */
export function isCutByRecord(bytes: Buffer, place: number): boolean {
  for (let at = place + 2; at <= place + mostOfPrefix; at += 1) {
    if (bytes[at] === quote) {
      const end = bytes.subarray(at, at + mostOfRecord).indexOf(newline);
      const next = at + end + 1;
      return (
        end >= 0 &&
        bytes[next] === openBrace &&
        restOfToken.test(bytes.toString("latin1", next, next + mostOfRecord))
      );
    }
  }
  return false;
}
