import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { gunzipSync } from "node:zlib";

/** Every file below a folder, by its path there, packed ones unpacked; those of packages are nobody's writing. */
export async function writtenFiles(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes("node_modules"));
  const texts = await Promise.all(
    files.map(async (file): Promise<[string, string]> => [
      relative(folder, file),
      textOf(await readFile(file)),
    ]),
  );
  return new Map(texts);
}

function textOf(bytes: Buffer): string {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (isPacked ? gunzipSync(bytes) : bytes).toString("latin1");
}
