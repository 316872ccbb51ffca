import { join } from "node:path";
import { run } from "../running/run.mjs";
import { sayWhile } from "../running/say.mjs";

/**
 * @typedef {object} Recipe a command that is built from Go's module proxy
 * @property {string} command the file's name
 * @property {string} module folder with the go.mod and go.sum that pin everything that goes into it
 * @property {string} goPackage
 * @property {string} linkerFlags
 * @property {string} takes how long it takes, for people
 */

/** Neither a C compiler nor somebody's workspace file has a say in the result. */
const hermetic = { CGO_ENABLED: "0", GOWORK: "off" };

/**
 * Builds a command, and says every 15 seconds that it is at it.
 *
 * @param {Recipe} recipe
 * @param {{ go: string, version: string }} toolchain
 * @param {string} folder where the command goes
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<string | undefined>} what Go said if it failed
 */
export async function goBuild(
  { command, module, goPackage, linkerFlags, takes },
  { go, version },
  folder,
  environment,
) {
  const flags = ["-mod=readonly", "-buildvcs=false", "-trimpath", "-ldflags", linkerFlags];
  const built = await sayWhile(`building ${command} with ${version}, once (${takes})`, () =>
    run(go, ["build", ...flags, "-o", join(folder, command), goPackage], {
      cwd: module,
      environment: { ...environment, ...hermetic },
    }),
  );
  return built.ok ? undefined : `go build of ${goPackage}: ${built.failure}`;
}
