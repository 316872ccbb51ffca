/** The beginnings of packed files. */
const packings = [
  { name: "gzip", bytes: [0x1f, 0x8b] },
  { name: "zip", bytes: [0x50, 0x4b, 0x03, 0x04] },
  { name: "Zstandard", bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: "xz", bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a] },
  { name: "bzip2", bytes: [0x42, 0x5a, 0x68] },
  { name: "7z", bytes: [0x37, 0x7a, 0xbc, 0xaf] },
  { name: "RAR", bytes: [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07] },
  { name: "LZ4", bytes: [0x04, 0x22, 0x4d, 0x18] },
  { name: "compress", bytes: [0x1f, 0x9d] },
  { name: "zlib", bytes: [0x78, 0x9c] },
  { name: "zlib", bytes: [0x78, 0xda] },
] as const;

/** The way in which a file is packed, as its first bytes say. */
export type Packing = (typeof packings)[number]["name"];

/** The packing of a file that begins like this; undefined if it is none. */
export function packingOf(first: Uint8Array): Packing | undefined {
  return packings.find(({ bytes }) => bytes.every((byte, index) => first[index] === byte))?.name;
}
