import { globSync, realpathSync, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";

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
      const problem = problemOf(resolve(folder, file), folder);
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

const systemFolders = /^\/(?:proc|sys|dev)\//;

/** Says why a path that a pattern names can't be a report: it would block, or leads somewhere else. */
function problemOf(path: string, folder: string): string | undefined {
  if (!isFile(path)) {
    return "it is a pipe or a device, not a file";
  }
  const [target, home] = [realpathSync(path), realpathSync(folder)];
  if (systemFolders.test(target)) {
    return "it is a file of the system";
  }
  const isIn = (inner: string, outer: string) => inner.startsWith(`${outer}${sep}`);
  return isIn(path, folder) && !isIn(target, home)
    ? "it is a link that leads out of the list's folder"
    : undefined;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
