import { realpathSync, statSync } from "node:fs";
import { sep } from "node:path";

const systemFolders = /^\/(?:proc|sys|dev)\//;

/**
 * Says why a path that is there can't be a list or a report: it would block, or leads somewhere else, as a pull request that
 * replaces its list by a link to the environment of the process that reads it.
 *
 * @param folder - the list's.
 */
export function placeProblem(path: string, folder: string): string | undefined {
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

/** Tells whether a path leads to a file. */
export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
