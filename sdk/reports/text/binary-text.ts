const looksAt = 4096;
const fewest = 16;
/** Of a text in any language fewer characters are none. */
const mostStrange = 0.1;
const strange = /[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]/g;

/** True if what was decoded as a text is none: a picture, a program, or packed in a way without a mark. */
export function isBinary(beginning: string): boolean {
  const text = beginning.slice(0, looksAt);
  return text.length >= fewest && (text.match(strange)?.length ?? 0) > text.length * mostStrange;
}
