import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkoutFolder } from "../support/engine/example-copy";
import { runCommand } from "./run-command";

/** The variable in which the path of the archive stands, which all tests share. */
export const archiveVariable = "ARCHIVE_UNDER_TEST";

/** The archive of this package that was packed before all tests. */
export function packedPackage(): string {
  const archive = process.env[archiveVariable];
  if (archive === undefined) {
    throw new Error(
      `${archiveVariable} is missing: the project's set-up in jest.config.mjs packs the package.`,
    );
  }
  return archive;
}

/**
 * Packs this package as `npm publish` would, its compilation included.
 *
 * @param destination an empty folder
 * @returns the archive's path
 */
export async function packPackage(destination: string): Promise<string> {
  await runCommand("npm", ["pack", "--pack-destination", destination], checkoutFolder);
  return onlyArchiveIn(destination);
}

/**
 * Packs an archive once more, as another version and otherwise the same.
 *
 * @param destination an empty folder
 * @returns the new archive's path
 */
export async function repackAs(version: string, archive: string, destination: string): Promise<string> {
  await runCommand("tar", ["-xzf", archive, "-C", destination], destination);
  const folder = join(destination, "package");
  const manifestFile = join(folder, "package.json");
  const manifest = JSON.parse(await readFile(manifestFile, "utf8")) as Record<string, unknown>;
  await writeFile(manifestFile, JSON.stringify({ ...manifest, version }));
  await runCommand("npm", ["pack", "--ignore-scripts", "--pack-destination", destination], folder);
  return onlyArchiveIn(destination);
}

/** Paths in the archive, relative to the package. */
export async function listArchive(archive: string): Promise<readonly string[]> {
  const listed = await runCommand("tar", ["-tzf", archive], checkoutFolder);
  return listed
    .trim()
    .split("\n")
    .map((path) => path.replace(/^package\//, ""));
}

async function onlyArchiveIn(folder: string): Promise<string> {
  const archives = (await readdir(folder)).filter((name) => name.endsWith(".tgz"));
  const [archive] = archives;
  if (archive === undefined || archives.length > 1) {
    throw new Error(`Expected one archive in ${folder}, found ${archives.length}.`);
  }
  return join(folder, archive);
}
