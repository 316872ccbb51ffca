import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { completeFolder } from "../sources/complete-folder.mjs";
import { findExecutable } from "../sources/executable.mjs";

/** The command that the engine starts to serve dynamic providers written for Node.js. */
const name = "pulumi-resource-pulumi-nodejs";

/**
 * Official distributions of the CLI bring the dynamic-provider process. For others there is the same script in the npm
 * package `@pulumi/pulumi`, in which it may lack its run bit: they get a copy in the cache.
 *
 * @param {string[]} folders of the PATH to come
 * @param {{ checkout: string, cache: string }} surroundings
 * @returns {Promise<string[]>} the folder to be added to them, if any
 */
export async function dynamicProviderFolders(folders, { checkout, cache }) {
  if (findExecutable(name, folders) !== undefined) {
    return [];
  }
  const hash = createHash("sha256")
    .update(readFileSync(scriptIn(checkout)))
    .digest("hex")
    .slice(0, 16);
  const folder = join(cache, `dynamic-provider-${hash}`);
  await completeFolder(folder, async (partial) => {
    writeDynamicProvider(checkout, partial);
    return undefined;
  });
  return [folder];
}

/**
 * Copies the script into a folder, with its run bit. It finds the package again from the folder of the program.
 *
 * @param {string} checkout
 * @param {string} folder
 */
export function writeDynamicProvider(checkout, folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), readFileSync(scriptIn(checkout)), { mode: 0o755 });
}

/** @param {string} checkout */
function scriptIn(checkout) {
  return join(checkout, "node_modules", "@pulumi", "pulumi", name);
}
