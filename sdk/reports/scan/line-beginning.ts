const newline = 0x0a;
const [blank, tab, dash] = [0x20, 0x09, 0x2d];
/** A time as logs write it has at least so many characters, `2026-11-28T09:00:00`. */
const shortestTime = 19;
const mostOfLineBeginning = 72;

const isOfLineBeginning = new Uint8Array(256);
for (const character of "0123456789:-_.,/+|[] \t\\ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") {
  isOfLineBeginning[character.charCodeAt(0)] = 1;
}

/**
 * Tells whether a text may go on behind what a log writes at the beginning of its line: a time, a host, a container's name.
 * All of them end with a blank.
 *
 * @param place - of the line's first byte.
 * @param goesOn - tells whether the text may go on at a place.
 */
export function isBehindLineBeginning(
  bytes: Buffer,
  place: number,
  goesOn: (place: number) => boolean,
): boolean {
  const isDate = bytes[place + 4] === dash && bytes[place + 7] === dash;
  for (let at = place + (isDate ? shortestTime : 1); at < place + mostOfLineBeginning; at += 1) {
    const before = bytes[at - 1];
    const byte = bytes[at] ?? newline;
    if ((before === blank || before === tab) && goesOn(at)) {
      return true;
    }
    if (isOfLineBeginning[byte] !== 1) {
      return false;
    }
  }
  return false;
}
