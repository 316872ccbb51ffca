import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { completeFolder } from "../sources/complete-folder.mjs";
import { findTool } from "../sources/tool-source.mjs";
import { run } from "../running/run.mjs";
import { sayWhile } from "../running/say.mjs";

/**
 * @typedef {object} NpmTool a command of npm packages that are pinned in a folder of tools/pins/
 * @property {string} command the file's name, also that of the folder
 * @property {string[]} askVersion what the command is asked for its version with
 * @property {string} takes how long an installation takes, for people
 */

/**
 * Brings such a command: the pinned packages from npm, kept in the cache.
 *
 * @param {NpmTool} tool
 * @param {import("../sources/tool-source.mjs").Surroundings} surroundings
 * @throws {Error} if it can't be had, and what npm said
 */
export function findNpmTool(tool, surroundings) {
  return findTool(
    [fromNpm(tool)],
    surroundings,
    `There is no ${tool.command}. Give npm its way to the registry and run this again.`,
  );
}

/**
 * @param {NpmTool} tool
 * @returns {import("../sources/tool-source.mjs").Source}
 */
function fromNpm({ command, askVersion, takes }) {
  return {
    name: "packages from npm",
    async find({ checkout, environment, cache }) {
      const pin = join(checkout, "tools", "pins", command);
      const lock = readFileSync(join(pin, "package-lock.json"));
      const hash = createHash("sha256").update(lock).digest("hex").slice(0, 16);
      const folder = join(cache, `${command}-${hash}`);
      const failure = await completeFolder(folder, (partial) =>
        sayWhile(`installing ${command} from npm, once (${takes})`, () =>
          install(command, pin, partial, environment),
        ),
      );
      if (failure !== undefined) {
        return { unavailable: `npm ci: ${failure}` };
      }
      const path = join(folder, "bin");
      const asked = await run(join(path, command), askVersion, { environment, limitSeconds: 60 });
      if (!asked.ok) {
        return { unavailable: `${folder} does not work any more, delete it: ${asked.failure}` };
      }
      return { what: `${asked.stdout} (from npm, in ${folder})`, folders: [path] };
    },
  };
}

/**
 * @param {string} command
 * @param {string} pin the folder with package.json and package-lock.json
 * @param {string} folder gets the packages, and `bin` with the command alone: not what else they bring
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<string | undefined>} what npm said if it failed
 */
async function install(command, pin, folder, environment) {
  for (const file of ["package.json", "package-lock.json"]) {
    copyFileSync(join(pin, file), join(folder, file));
  }
  const npm = await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: folder,
    environment,
    limitSeconds: 600,
  });
  if (!npm.ok) {
    return npm.failure;
  }
  mkdirSync(join(folder, "bin"));
  const script = `#!/bin/sh\nexec "$(dirname "$0")/../node_modules/.bin/${command}" "$@"\n`;
  writeFileSync(join(folder, "bin", command), script, { mode: 0o755 });
  return undefined;
}
