import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * The folders of a PATH, without empty entries.
 *
 * @param {string | undefined} path
 * @returns {string[]}
 */
export function foldersOf(path) {
  return (path ?? "").split(delimiter).filter((folder) => folder !== "");
}

/**
 * Finds a command as a shell would.
 *
 * @param {string} name
 * @param {string[]} folders in the order of the search
 * @returns {string | undefined} its path, or undefined if none of the folders has it
 */
export function findExecutable(name, folders) {
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/**
 * @param {string} path
 * @returns {boolean} whether it is a file that can be run; false if it is missing
 */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
