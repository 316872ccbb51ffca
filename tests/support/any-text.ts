import fc from "fast-check";

const firstSurrogate = 0xd800;
const surrogates = 0x800;

/** A code point's index among all that are no surrogates, as a character. */
function characterAt(index: number): string {
  return String.fromCodePoint(index < firstSurrogate ? index : index + surrogates);
}

/** The inverse of {@link characterAt}. @throws Error for what is not one character. */
function indexOf(character: unknown): number {
  const codePoint = typeof character === "string" ? character.codePointAt(0) : undefined;
  if (codePoint === undefined || String.fromCodePoint(codePoint) !== character) {
    throw new Error("This is not one character.");
  }
  return codePoint < firstSurrogate ? codePoint : codePoint - surrogates;
}

/**
 * Any text of whole code points, like fast-check's `string({ unit: "binary" })`. For that, version 4.10 makes a table of all
 * 1,112,064 code points in each test file, which takes half a second and 100 MB.
 */
export function anyText(): fc.Arbitrary<string> {
  return fc.string({ unit: fc.nat({ max: 0x10ffff - surrogates }).map(characterAt, indexOf) });
}
