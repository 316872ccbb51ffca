import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "./run.mjs";
import { sayWhile } from "./say.mjs";

/**
 * @typedef {object} Recipe a command that is built from Go's module proxy
 * @property {string} command the file's name
 * @property {string} module folder with the go.mod and go.sum that pin everything that goes into it
 * @property {string} goPackage
 * @property {string} linkerFlags
 * @property {string} takes how long it takes, for people
 */

/**
 * Builds a command, or finds the one that was built before from the same go.mod and go.sum, by the same Go.
 *
 * @param {Recipe} recipe
 * @param {{ go: string, version: string }} toolchain
 * @param {{ environment: NodeJS.ProcessEnv, cache: string }} surroundings
 * @returns {Promise<{ folder: string } | { unavailable: string }>} `folder`: with the command in it, and nothing else
 */
export async function goBuild(recipe, { go, version }, { environment, cache }) {
  const folder = join(cache, `${recipe.command}-${hashOf(recipe, version)}`);
  if (existsSync(folder)) return { folder };
  const partial = `${folder}.partial-${process.pid}`;
  mkdirSync(partial, { recursive: true });
  try {
    const flags = ["-mod=readonly", "-buildvcs=false", "-trimpath", "-ldflags", recipe.linkerFlags];
    const output = join(partial, recipe.command);
    const built = await sayWhile(`building ${recipe.command} with ${version}, once (${recipe.takes})`, () =>
      run(go, ["build", ...flags, "-o", output, recipe.goPackage], {
        cwd: recipe.module,
        environment: { ...environment, ...hermetic },
      }),
    );
    if (!built.ok) return { unavailable: `go build of ${recipe.goPackage}: ${built.failure}` };
    publish(partial, folder);
    return { folder };
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** Neither a C compiler nor somebody's workspace file has a say in the result. */
const hermetic = { CGO_ENABLED: "0", GOWORK: "off" };

/**
 * Gives a finished build its name, in one step: an interrupted one never gets there.
 *
 * @param {string} partial
 * @param {string} folder
 */
function publish(partial, folder) {
  mkdirSync(dirname(folder), { recursive: true });
  try {
    renameSync(partial, folder);
  } catch (error) {
    // Another run has built the same thing meanwhile.
    if (!existsSync(folder)) throw error;
  }
}

/**
 * @param {Recipe} recipe
 * @param {string} goVersion
 * @returns {string} 16 hexadecimal digits
 */
function hashOf({ command, module, goPackage, linkerFlags }, goVersion) {
  const hash = createHash("sha256");
  for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(join(module, file)));
  hash.update(
    JSON.stringify([command, goPackage, linkerFlags, hermetic, goVersion, process.platform, process.arch]),
  );
  return hash.digest("hex").slice(0, 16);
}
