import { crc32, inflateRawSync } from "node:zlib";

/*
 * ZIP as tools write it (PKWARE's APPNOTE 6.3.10, sections 4.3 and 4.4): the directory at the end names each entry. What
 * is encrypted, or packed otherwise than by deflate, is named.
 */

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endLength = 22;
const longestComment = 0xffff;
const entryLength = 46;
const localHeaderLength = 30;
const encryptedFlag = 1;
/** A number that stands in ZIP64's own records. */
const elsewhere = 0xffff_ffff;
const stored = 0;
const deflated = 8;

/** An entry of an archive: its bytes, or why they can't be read. */
export interface ZipEntry {
  name: string;
  bytes: Buffer | undefined;
  problem?: string;
}

/** The files of a ZIP archive; undefined if it is damaged. */
export function zipEntries(archive: Buffer, mostBytes: number): ZipEntry[] | undefined {
  const end = directoryEnd(archive);
  if (end === undefined) {
    return undefined;
  }
  const entries: ZipEntry[] = [];
  let at = archive.readUInt32LE(end + 16);
  let left = mostBytes;
  for (let count = archive.readUInt16LE(end + 10); count > 0; count -= 1) {
    if (at + entryLength > archive.length || archive.readUInt32LE(at) !== entrySignature) {
      return undefined;
    }
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString("utf8", at + entryLength, at + entryLength + nameLength);
    if (!name.endsWith("/")) {
      const entry = { name, ...unpacked(archive, at, left) };
      left -= entry.bytes?.length ?? 0;
      entries.push(entry);
    }
    at += entryLength + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

/** True if an archive's directory is in the form for archives of 4 GB or 65,535 entries. */
export function isZip64(archive: Buffer): boolean {
  const end = directoryEnd(archive);
  return end !== undefined && archive.readUInt32LE(end + 16) === elsewhere;
}

function directoryEnd(archive: Buffer): number | undefined {
  const from = Math.max(0, archive.length - endLength - longestComment);
  for (let at = archive.length - endLength; at >= from; at -= 1) {
    if (archive.readUInt32LE(at) === endSignature) {
      return at;
    }
  }
  return undefined;
}

function unpacked(archive: Buffer, entry: number, mostBytes: number): Pick<ZipEntry, "bytes" | "problem"> {
  const isEncrypted = (archive.readUInt16LE(entry + 8) & encryptedFlag) !== 0;
  const method = archive.readUInt16LE(entry + 10);
  const sum = archive.readUInt32LE(entry + 16);
  const packedLength = archive.readUInt32LE(entry + 20);
  const local = archive.readUInt32LE(entry + 42);
  if (isEncrypted || (method !== stored && method !== deflated)) {
    return { bytes: undefined, problem: isEncrypted ? "it is encrypted" : "it is packed in an unusual way" };
  }
  if (packedLength === elsewhere || local === elsewhere) {
    return { bytes: undefined, problem: "it is in ZIP64's form, which is not read here" };
  }
  if (local + localHeaderLength > archive.length) {
    return { bytes: undefined, problem: "it is damaged" };
  }
  const start =
    local + localHeaderLength + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(start, start + packedLength);
  try {
    const bytes =
      method === stored ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, mostBytes) });
    return crc32(bytes) === sum ? { bytes } : { bytes: undefined, problem: "it is damaged" };
  } catch (error) {
    const isTooLong = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    return {
      bytes: undefined,
      problem: isTooLong ? "unpacked it is too long to be read here" : "it is damaged",
    };
  }
}
