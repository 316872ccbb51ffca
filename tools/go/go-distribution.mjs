import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { completeFolder } from "../sources/complete-folder.mjs";
import { goBuild } from "./go-build.mjs";
import { goFor } from "./go-toolchain.mjs";

/** @typedef {import("./go-build.mjs").Recipe} Recipe */

/**
 * @typedef {object} Distribution commands that are built from Go's module proxy and stand in one folder
 * @property {string} name what the folder's name begins with
 * @property {[Recipe, ...Recipe[]]} recipes the one that takes longest first: it is built last, so that what is wrong
 *   with the machine shows after seconds
 * @property {(folder: string, toolchain: { go: string }) => void | Promise<string | undefined>} [addTo] puts in what else
 *   belongs there, before anything is built; says why if it can't
 */

/**
 * The folder of a distribution: built once, and kept in the cache under a hash of everything that it is built from.
 *
 * @param {Distribution} distribution
 * @param {import("../sources/tool-source.mjs").Surroundings} surroundings
 * @returns {Promise<{ folder: string, origin: string } | { unavailable: string }>} `origin`: for people
 */
export async function builtFolder({ name, recipes, addTo }, { environment, cache }) {
  const toolchain = await goFor(recipes[0].module, { environment, cache });
  if ("unavailable" in toolchain) {
    return toolchain;
  }
  const folder = join(cache, `${name}-${hashOf(recipes, toolchain.version)}`);
  const failure = await completeFolder(folder, async (partial) => {
    const missing = await addTo?.(partial, toolchain);
    if (missing !== undefined) {
      return missing;
    }
    for (const recipe of recipes.toReversed()) {
      const failed = await goBuild(recipe, toolchain, partial, environment);
      if (failed !== undefined) {
        return failed;
      }
    }
    return undefined;
  });
  if (failure !== undefined) {
    return { unavailable: failure };
  }
  return { folder, origin: `built with ${toolchain.version}, in ${folder}` };
}

/**
 * @param {string} module folder with the go.mod
 * @param {string} path of a Go module that it requires
 * @returns {string} the version that it pins, without `v`
 * @throws {Error} if it pins none
 */
export function pinnedVersion(module, path) {
  const lines = readFileSync(join(module, "go.mod"), "utf8").split("\n");
  const words = lines.map((line) => line.replace("require ", "").trim().split(" "));
  const version = words.find(([required]) => required === path)?.[1];
  if (version === undefined) {
    throw new Error(`${module}/go.mod pins no version of ${path}.`);
  }
  return version.replace(/^v/, "");
}

/**
 * @param {Recipe[]} recipes
 * @param {string} goVersion
 * @returns {string} 16 hexadecimal digits
 */
function hashOf(recipes, goVersion) {
  const hash = createHash("sha256").update(`${goVersion} ${process.platform} ${process.arch}`);
  for (const { module, linkerFlags } of recipes) {
    hash.update(linkerFlags);
    const own = readdirSync(module).filter((file) => file.endsWith(".go"));
    for (const file of ["go.mod", "go.sum", ...own.sort()]) {
      hash.update(readFileSync(join(module, file)));
    }
  }
  return hash.digest("hex").slice(0, 16);
}
