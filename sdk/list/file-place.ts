import { readlinkSync, realpathSync, statSync, type Stats } from "node:fs";
import { dirname, resolve, sep } from "node:path";

const systemFolders = /^\/(?:proc|sys|dev)\//;

/**
 * Says why a path that is there can't be a list or a report: it would block, or leads somewhere else, as a pull request that
 * replaces its list by a link to the environment of the process that reads it.
 *
 * @param folder - the list's.
 */
export function placeProblem(path: string, folder: string): string | undefined {
  const facts = factsOf(path);
  if (facts === undefined) {
    return "it is a link that leads to nothing, or may not be looked at";
  }
  if (!facts.isFile()) {
    return "it is a pipe or a device, not a file";
  }
  const [target, home] = [realpathSync(path), realpathSync(folder)];
  if (systemFolders.test(target)) {
    return "it is a file of the system";
  }
  return isIn(path, folder) && !isIn(target, home)
    ? "it is a link that leads out of the list's folder"
    : undefined;
}

function isIn(inner: string, outer: string): boolean {
  return inner.startsWith(`${outer}${sep}`);
}

/** Tells whether a path is a link that names something out of a folder, whether that is there or not. */
export function isLinkOut(path: string, folder: string): boolean {
  try {
    return !isIn(resolve(dirname(path), readlinkSync(path)), resolve(folder));
  } catch {
    // It is no link.
    return false;
  }
}

/** Tells whether a path leads to a file. */
export function isFile(path: string): boolean {
  return factsOf(path)?.isFile() ?? false;
}

/** Tells the same of a folder. */
export function isFolder(path: string): boolean {
  return factsOf(path)?.isDirectory() ?? false;
}

function factsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    // A link to nothing, links in a circle, or a folder of someone else's.
    return undefined;
  }
}
