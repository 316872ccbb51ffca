const [quote, newline] = [0x22, 0x0a];
const mostOfPrefix = 6;
const mostOfRecord = 500;
const beginning = Buffer.from('{"log":"');
const [comma, closeBrace] = [0x2c, 0x7d];
const operators = new Set(Array.from("+.|&~<", (character) => character.charCodeAt(0)));
const blanks = new Set([0x20, 0x09, 0x0d, 0x0a]);
const mostBlanks = 64;
/** The fields that Docker writes behind the text. */
const fields = ['"stream":', '"attrs":', '"time":'].map((text) => Buffer.from(text));

/** Tells whether a text goes on elsewhere whose end is the quotation mark before a place: another is put to it, or its record was cut. */
export function mayBeJoined(bytes: Buffer, place: number): boolean {
  const byte = bytes[place] ?? 0;
  if (byte === comma) {
    return (
      bytes[place + 1] === quote &&
      fields.some((field) => bytes.subarray(place + 1, place + 1 + field.length).equals(field))
    );
  }
  let at = place;
  while (blanks.has(bytes[at] ?? 0) && at < place + mostBlanks) {
    at += 1;
  }
  return byte === closeBrace || operators.has(bytes[at] ?? 0);
}

/**
 * Tells whether a record of a container's log ends in the prefix that begins at a place, so that the token goes on in the
 * next one: Docker cuts lines at 16 KiB.
 */
export function isCutByRecord(bytes: Buffer, place: number): boolean {
  for (let at = place + 2; at <= place + mostOfPrefix; at += 1) {
    if (bytes[at] === quote) {
      const end = bytes.subarray(at, at + mostOfRecord).indexOf(newline);
      return end >= 0 && bytes.subarray(at + end + 1, at + end + 1 + beginning.length).equals(beginning);
    }
  }
  return false;
}
