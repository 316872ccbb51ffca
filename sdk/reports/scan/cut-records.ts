const [quote, newline, underscore, openBrace] = [0x22, 0x0a, 0x5f, 0x7b];
const mostOfPrefix = 6;
const mostOfRecord = 500;
/** A text of the next record that begins with the rest of a prefix and an alias. */
const restOfToken = /":"(?:[psat]{0,3}_)?[0-7][0-9A-Za-z]{21}(?![0-9A-Za-z])/;
/** Characters between two texts that become one, with the marks at the end of the first one and at the beginning of the second. */
const between = new Set(Array.from(" \t\r\n+.|&~<>,_\\\"'`", (character) => character.charCodeAt(0)));
const mostBetween = 100;
const [letterP, letterS, letterA] = [0x70, 0x73, 0x61];
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

/** Tells whether the rest of a prefix stands in a second text, which a program puts to the one whose end is before a place. */
export function mayBeJoined(bytes: Buffer, place: number): boolean {
  let at = place;
  while (at < place + mostBetween && between.has(bytes[at] ?? 0)) {
    at += 1;
  }
  return (bytes[at] === letterP || bytes[at] === letterS) && bytes[at + 1] === letterA;
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
