import { join } from "node:path";
import { findExecutable, foldersOf } from "../sources/executable.mjs";
import { builtFolder, pinnedVersion } from "./go-distribution.mjs";
import { run } from "../running/run.mjs";
import { findTool } from "../sources/tool-source.mjs";
import { isAtLeast } from "../sources/version.mjs";

/**
 * @typedef {object} GoTool a command of one Go module that is pinned in a folder of tools/pins/
 * @property {string} command the file's name, also that of the folder
 * @property {string} goModule
 * @property {string} [commandPath] where in the module the command is; the default is its top
 * @property {string} askVersion what the command is asked for its version with
 * @property {string} minimumVersion the oldest that will do
 * @property {string} [versionVariable] the Go variable that takes the version when it is built
 * @property {string} takes how long a build takes, for people
 * @property {string} install how to install it, for people
 */

/**
 * Finds such a command, or brings it: from PATH, else built with Go from the module proxy.
 *
 * @param {GoTool} tool
 * @param {import("../sources/tool-source.mjs").Surroundings} surroundings
 * @throws {Error} if it can't be had: how to install it, and what was tried
 */
export function findGoTool(tool, surroundings) {
  return findTool(
    [onPath(tool), fromGo(tool)],
    surroundings,
    `There is no ${tool.command}. Install it ${tool.install} and run this again.`,
  );
}

/**
 * @param {GoTool} tool
 * @returns {import("../sources/tool-source.mjs").Source}
 */
function onPath({ command, askVersion, minimumVersion }) {
  return {
    name: `${command} on PATH`,
    async find({ environment }) {
      const path = findExecutable(command, foldersOf(environment["PATH"]));
      if (path === undefined) {
        return { unavailable: "there is none" };
      }
      const version = await run(path, [askVersion], { environment, limitSeconds: 60 });
      if (!version.ok) {
        return { unavailable: `${path} does not run: ${version.failure}` };
      }
      if (!isAtLeast(version.stdout, minimumVersion)) {
        return { unavailable: `${path} is "${version.stdout}", and ${minimumVersion} or newer is needed` };
      }
      // It is on PATH as it is; its folder in front of all others would put what else is in there before them, too.
      return { what: `${version.stdout} (${path})`, folders: [] };
    },
  };
}

/**
 * @param {GoTool} tool
 * @returns {import("../sources/tool-source.mjs").Source}
 */
function fromGo({ command, goModule, commandPath = "", versionVariable, takes }) {
  return {
    name: "a build with Go from the module proxy",
    async find(surroundings) {
      const module = join(surroundings.checkout, "tools", "pins", command);
      const version = `v${pinnedVersion(module, goModule)}`;
      const setVersion = versionVariable === undefined ? "" : ` -X ${versionVariable}=${version}`;
      const recipe = {
        command,
        module,
        goPackage: `${goModule}${commandPath}`,
        linkerFlags: `-s -w${setVersion}`,
        takes,
      };
      const built = await builtFolder({ name: command, recipes: [recipe] }, surroundings);
      if ("unavailable" in built) {
        return built;
      }
      return { what: `${version} (${built.origin})`, folders: [built.folder] };
    },
  };
}
