import { isMap, isSeq, type Document, type YAMLSeq } from "yaml";
import { decodeText, wideEncodingOf } from "../../../sdk/reports/text/decode-text";

/** A list's text with plain line ends, and how to write one in the same way: its line ends, and its encoding. */
export function writtenList(
  bytes: Buffer,
  file: string,
): { text: string; write: (text: string) => Uint8Array } {
  const encoding = wideEncodingOf(bytes);
  const decoded = decodeText(bytes);
  if (encoding === "utf-16be") {
    throw new Error(`${file}: this list is UTF-16 (big endian): write it as UTF-8, and declare again.`);
  }
  const text = decoded.replaceAll("\r\n", "\n");
  const ends = text === decoded ? "\n" : "\r\n";
  return {
    text,
    write: (written) => {
      const lines = written.replaceAll("\n", ends);
      return encoding === undefined ? Buffer.from(lines) : Buffer.from(`\ufeff${lines}`, "utf16le");
    },
  };
}

/** The list's own sequence; an empty one is written anew, in lines. */
export function entriesOf(document: Document): YAMLSeq {
  const { contents } = document;
  if (!isMap(contents)) {
    throw new TypeError("A list that was parsed is a map.");
  }
  const entries: unknown = contents.get("revocations", true);
  if (isSeq(entries)) {
    entries.flow = false;
    return entries;
  }
  const created = document.createNode([]) as YAMLSeq;
  contents.set("revocations", created);
  return created;
}
