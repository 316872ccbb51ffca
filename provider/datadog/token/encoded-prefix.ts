/*
 * A token in base64 is found by its prefix in base64, which depends on how many bytes stand before it: three forms for
 * each text, of which only the characters count that the text alone decides.
 */

const prefixes = ["ddpat", "ddsat"];
const bytesInGroup = 3;
const charactersInGroup = 4;
const bitsInCharacter = 6;
const bitsInByte = 8;

/** A form that a prefix takes in base64. */
export interface EncodedPrefix {
  /** The characters that are always the same. */
  needle: string;
  /** The number of characters of its group of four before them. */
  lead: number;
  /** The number of times that it was encoded. */
  depth: number;
}

function encodedForms(text: Uint8Array, depth: number): EncodedPrefix[] {
  return [0, 1, 2].map((shift) => {
    const first = Math.ceil((shift * bitsInByte) / bitsInCharacter);
    const last = Math.floor(((shift + text.length) * bitsInByte) / bitsInCharacter);
    const encoded = Buffer.concat([Buffer.alloc(shift), text, Buffer.alloc(bytesInGroup)]).toString("base64");
    return { needle: encoded.slice(first, last), lead: first % charactersInGroup, depth };
  });
}

const once = prefixes.flatMap((prefix) => encodedForms(Buffer.from(prefix), 1));
/** UTF-16, which PowerShell's -EncodedCommand takes. */
const wide = prefixes.flatMap((prefix) => encodedForms(Buffer.from(prefix, "utf16le"), 1));
/** Basic authorisation in a Kubernetes Secret, say. */
const twice = [...once, ...wide].flatMap(({ needle }) => encodedForms(Buffer.from(needle), 2));

/** All forms. */
export const encodedPrefixes: readonly EncodedPrefix[] = [...once, ...wide, ...twice];
