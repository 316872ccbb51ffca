import { unpacking } from "./unpacking";

/** A source that matches the beginning of a gzip in base64, of the same in base64 once more (as Helm keeps a release), and of a zip. */
export const packedInBase64 = "H4sIA|SDRzSU[EF]|UEsDBB";

const beginning = new RegExp(`^(?:${packedInBase64})`);
const beginningLength = 7;
/** Base64 in lines, and in lines of a text in JSON. */
const base64 = /^(?:[0-9A-Za-z+/=]|\\[/nr]|\r?\n[ \t]*)*/;

/** Tells whether something that is packed begins at a place. */
export function isPackedAt(bytes: Buffer, place: number): boolean {
  return beginning.test(bytes.toString("latin1", place, place + beginningLength));
}

/** The base64 at the beginning of a text, without its line ends, and the characters that it takes there. */
export function packedTextOf(text: string): { packed: string; length: number } {
  const [found = ""] = base64.exec(text) ?? [];
  return { packed: found.replaceAll(/\\[nr]|[\\\s]/g, ""), length: found.length };
}

/** The bytes of a zip from base64, or what is in a gzip, at most so many bytes. */
export function unpackedText(packed: string, mostBytes: number): Buffer {
  if (packed.startsWith("UEs")) {
    return Buffer.from(packed, "base64");
  }
  const once = packed.startsWith("SDR") ? Buffer.from(packed, "base64").toString("latin1") : packed;
  return unpacking().unzippedBase64(once, mostBytes);
}
