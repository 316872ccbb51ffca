import { globSync, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { isFile, placeProblem } from "./file-place";

/**
 * The files that an entry's `reports` name, each once, in an order that is always the same.
 *
 * @param patterns - files or globs, relative to the folder.
 * @returns paths relative to the folder, with `/`; or what is wrong: nothing has a name, or what has it is no report.
 */
export function reportFilesOf(
  patterns: readonly string[],
  folder: string,
): { files: string[] } | { problem: string } {
  const files = new Set<string>();
  for (const pattern of patterns) {
    const matches = filesOf(pattern, folder);
    if (matches.length === 0) {
      return { problem: `no file is named ${pattern}` };
    }
    for (const file of matches) {
      const problem = placeProblem(resolve(folder, file), folder);
      if (problem !== undefined) {
        return { problem: `${file} is no report: ${problem}` };
      }
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
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === false)
    .map((path) => relative(folder, path).split(sep).join("/"));
}
