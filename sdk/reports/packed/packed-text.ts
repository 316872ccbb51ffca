import { unpacking } from "./unpacking";

/**
 * A source that matches the beginning of a gzip in base64 (with the packed file's name, as `gzip -c` writes it, or without),
 * of the same in base64 once more (as Helm keeps a release), and of a zip.
 */
export const packedInBase64 = "H4sI[A-H]|SDRzSU[E-Za-h]|UEsDB[A-D]";

const beginning = new RegExp(`^(?:${packedInBase64})`);
const beginningLength = 7;
/** Base64 in lines, and in lines of a text in JSON. */
const base64 = /^(?:[0-9A-Za-z+/=]|\\[/nr]|\r?\n[ \t]*)*/;

/** A character of base64, which in a text in JSON may be a line end's. */
const within = /(?:^|[^\\])[0-9A-Za-z+]$/;

/** Tells whether something that is packed begins at a place: not in the middle of other base64. */
export function isPackedAt(bytes: Buffer, place: number): boolean {
  return (
    beginning.test(bytes.toString("latin1", place, place + beginningLength)) &&
    !within.test(bytes.toString("latin1", Math.max(0, place - 2), place))
  );
}

/** The base64 at the beginning of a text, without its line ends, and the characters that it takes there. */
export function packedTextOf(bytes: Buffer): { packed: string; length: number } {
  const [found = ""] = base64.exec(bytes.toString("latin1")) ?? [];
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
