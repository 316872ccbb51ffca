import { TextDecoder } from "node:util";

const byteOrderMarks = [
  // What PowerShell's `>` writes.
  { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  { encoding: "utf-16be", bytes: [0xfe, 0xff] },
];
const looksAt = 4096;
const fewestCharacters = 8;
const mostOfBeginning = 6;
/** Of the bytes at even or at odd places so many are zero in UTF-16 of a text in Latin letters. */
const mostlyZero = 0.4;

/** The name of a text's encoding if it is UTF-16, by its mark, or by its zeros where it has none. */
export function wideEncodingOf(first: Uint8Array): string | undefined {
  const mark = byteOrderMarks.find(({ bytes }) => bytes.every((byte, index) => first[index] === byte));
  if (mark !== undefined) {
    return mark.encoding;
  }
  const pairs = Math.floor(Math.min(first.length, looksAt) / 2);
  const zeros = [0, 0];
  for (let at = 0; at < pairs * 2; at += 1) {
    zeros[at % 2] = (zeros[at % 2] ?? 0) + (first[at] === 0 ? 1 : 0);
  }
  const [even = 0, odd = 0] = zeros;
  const parity = even > odd ? 0 : 1;
  // A file that was begun in another encoding is read as that: zeros in it are passed over.
  const atBeginning = Array.from({ length: fewestCharacters }, (_, pair) => first[pair * 2 + parity]);
  if (
    pairs < fewestCharacters ||
    atBeginning.filter((byte) => byte === 0).length < mostOfBeginning ||
    Math.max(even, odd) < pairs * mostlyZero ||
    Math.min(even, odd) > pairs / 8
  ) {
    return undefined;
  }
  return odd > even ? "utf-16le" : "utf-16be";
}

/** The bytes of a text in UTF-16, in UTF-8. What is not valid is replaced by U+FFFD, since a report may quote any file. */
export async function* inUtf8(
  chunks: AsyncIterable<Uint8Array>,
  encoding: string,
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) {
    yield Buffer.from(decoder.decode(chunk, { stream: true }));
  }
  yield Buffer.from(decoder.decode());
}

/** A whole text: UTF-16 by its mark or its zeros, UTF-8 otherwise. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(wideEncodingOf(bytes) ?? "utf-8").decode(bytes);
}
