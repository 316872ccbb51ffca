import { globSync, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";

/**
 * The files that an entry's `reports` name, each once, in an order that is always the same.
 *
 * @param patterns - files or globs, relative to the folder.
 * @returns paths relative to the folder, with `/`; or the pattern that names no file.
 */
export function reportFilesOf(
  patterns: readonly string[],
  folder: string,
): { files: string[] } | { missing: string } {
  const files = new Set<string>();
  for (const pattern of patterns) {
    const matches = filesOf(pattern, folder);
    if (matches.length === 0) {
      return { missing: pattern };
    }
    for (const file of matches) {
      files.add(file);
    }
  }
  return { files: [...files] };
}

function filesOf(pattern: string, folder: string): string[] {
  // A file is taken by its name first: brackets in it are no pattern then.
  const matches = isFile(resolve(folder, pattern)) ? [pattern] : globSync(pattern, { cwd: folder }).sort();
  return matches
    .map((match) => resolve(folder, match))
    .filter(isFile)
    .map((path) => relative(folder, path).split(sep).join("/"));
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
