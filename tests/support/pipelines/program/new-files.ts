import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The new texts of files, by path; a link in place of one; undefined: taken away. */
export type NewFiles = Readonly<Record<string, string | { linkTo: string } | undefined>>;

/** Writes files into a folder, in place of what is there. */
export async function layFiles(folder: string, files: NewFiles): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    const path = join(folder, file);
    await rm(path, { force: true, recursive: true });
    if (text === undefined) {
      continue;
    }
    await mkdir(dirname(path), { recursive: true });
    await (typeof text === "string"
      ? writeFile(path, text, { mode: text.startsWith("#!") ? 0o777 : 0o666 })
      : symlink(text.linkTo, path));
  }
}
