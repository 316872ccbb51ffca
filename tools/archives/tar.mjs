import { gzipSync } from "node:zlib";

/** @typedef {{ name: string, mode: number, content: Buffer }} TarFile `name`: at most 100 bytes of ASCII */

const blockBytes = 512;

/**
 * A compressed archive, the same bytes whenever and wherever it is made: without times, users and folders.
 *
 * @param {readonly TarFile[]} files
 * @returns {Buffer} the bytes of a .tar.gz
 */
export function tarGz(files) {
  const blocks = files.flatMap((file) => [headerOf(file), file.content, paddingFor(file.content)]);
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * blockBytes)]), { level: 9 });
}

/**
 * The header of a file as POSIX ustar defines it.
 *
 * @param {TarFile} file
 */
function headerOf({ name, mode, content }) {
  const header = Buffer.alloc(blockBytes);
  header.write(name, 0, 100, "ascii");
  header.write(octal(mode, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(content.length, 12), 124);
  header.write(octal(0, 12), 136);
  // The checksum is summed over a header that has spaces in its place.
  header.write(" ".repeat(8), 148);
  header.write("0", 156);
  header.write("ustar\0" + "00", 257);
  const checksum = header.reduce((sum, byte) => sum + byte, 0);
  header.write(`${checksum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

/**
 * @param {number} value
 * @param {number} width of the field, which ends with a zero byte
 */
function octal(value, width) {
  return `${value.toString(8).padStart(width - 1, "0")}\0`;
}

/** @param {Buffer} content */
function paddingFor(content) {
  return Buffer.alloc((blockBytes - (content.length % blockBytes)) % blockBytes);
}
