import { globSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { isFile, isFolder, isLinkOut, placeProblem } from "./file-place";

/** Files of an entry, and sentences on what a pattern found that is none: a pipe among reports stops no other. */
interface ReportFiles {
  files: string[];
  unread: string[];
}

/**
 * The files that an entry's `reports` name, each once, in an order that is always the same.
 *
 * @param patterns - files or globs, relative to the folder.
 * @returns paths relative to the folder, with `/`; or what is wrong: nothing has a name, or what is named is no report.
 */
export function reportFilesOf(
  patterns: readonly string[],
  folder: string,
): ReportFiles | { problem: string } {
  const files = new Set<string>();
  const unread = new Set<string>();
  for (const pattern of patterns) {
    const matches = filesOf(pattern, folder);
    if (matches.length === 0) {
      return { problem: `no file is named ${pattern}` };
    }
    for (const file of matches) {
      const path = resolve(folder, file);
      const problem = placeProblem(path, folder);
      if (problem === undefined) {
        files.add(file);
      } else if (file === pattern || isFile(path) || isLinkOut(path, folder)) {
        // A link that leads elsewhere is somebody's doing, and a reason to stop.
        return { problem: `${file} is no report: ${problem}` };
      } else {
        unread.add(`${file} is no report: ${problem}`);
      }
    }
  }
  return { files: [...files], unread: [...unread] };
}

function filesOf(pattern: string, folder: string): string[] {
  // A file is taken by its name first: brackets in it are no pattern then.
  const matches = isFile(resolve(folder, pattern)) ? [pattern] : globSync(pattern, { cwd: folder }).sort();
  return matches
    .map((match) => resolve(folder, match))
    .filter((path) => !isFolder(path))
    .map((path) => relative(folder, path).split(sep).join("/"));
}
