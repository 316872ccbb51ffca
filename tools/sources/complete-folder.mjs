import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";

/**
 * Makes a folder that is either complete or not there: it is filled under another name and renamed at the end, so that
 * an interrupted download or build is never taken for a finished one.
 *
 * @param {string} folder left as it is if it exists
 * @param {(partial: string) => Promise<string | undefined>} fill fills the folder that it gets; says why if it can't
 * @returns {Promise<string | undefined>} why it could not be filled, or undefined if the folder is there
 */
export async function completeFolder(folder, fill) {
  if (existsSync(folder)) {
    return undefined;
  }
  const partial = `${folder}.partial-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  try {
    const failure = await fill(partial);
    if (failure === undefined) {
      giveItsName(partial, folder);
    }
    return failure;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/**
 * @param {string} partial
 * @param {string} folder
 */
function giveItsName(partial, folder) {
  try {
    renameSync(partial, folder);
  } catch (error) {
    // Another run has made the same folder meanwhile.
    if (!existsSync(folder)) {
      throw error;
    }
  }
}
