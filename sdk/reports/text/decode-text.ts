import { TextDecoder } from "node:util";

const byteOrderMarks = [
  { encoding: "utf-8", bytes: [0xef, 0xbb, 0xbf] },
  // What PowerShell's `>` writes.
  { encoding: "utf-16le", bytes: [0xff, 0xfe] },
  { encoding: "utf-16be", bytes: [0xfe, 0xff] },
];
const longestMark = 3;

/**
 * The text of a file that comes in pieces of bytes: UTF-16 if a byte order mark says so, UTF-8 otherwise. What is not
 * valid is replaced by U+FFFD, since a report may quote any file.
 */
export async function* decodeText(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let first = new Uint8Array();
  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks) {
    let bytes = chunk;
    if (decoder === undefined) {
      first = Buffer.concat([first, chunk]);
      if (first.length < longestMark) {
        continue;
      }
      decoder = decoderFor(first);
      bytes = first;
    }
    yield decoder.decode(bytes, { stream: true });
  }
  yield decoder === undefined ? decoderFor(first).decode(first) : decoder.decode();
}

/** The decoder drops the mark itself. */
function decoderFor(first: Uint8Array): TextDecoder {
  const mark = byteOrderMarks.find(({ bytes }) => bytes.every((byte, index) => first[index] === byte));
  return new TextDecoder(mark?.encoding ?? "utf-8");
}
