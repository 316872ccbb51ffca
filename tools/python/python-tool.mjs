import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pythonOnPath } from "./python-on-path.mjs";
import { completeFolder } from "../sources/complete-folder.mjs";
import { findTool } from "../sources/tool-source.mjs";
import { run } from "../running/run.mjs";
import { sayWhile } from "../running/say.mjs";

/**
 * @typedef {object} PythonTool a Python that has the packages which are pinned in a folder of tools/pins/
 * @property {string} command the name under which it is put on PATH, also that of the folder
 * @property {string} name what is in it, for people
 * @property {string} minimumVersion the oldest Python that its packages support, as they are pinned
 * @property {string} options what the interpreter gets before all else
 * @property {string} askVersion a program that prints the version of what is in it
 * @property {string} takes how long an installation takes, for people
 */

/**
 * Brings such a Python: the pinned wheels from PyPI in a virtual environment, kept in the cache.
 *
 * @param {PythonTool} tool
 * @param {import("../sources/tool-source.mjs").Surroundings} surroundings
 * @throws {Error} if it can't be had: how to get Python, and what was tried
 */
export function findPythonTool(tool, surroundings) {
  const shortVersion = tool.minimumVersion.replace(/\.0$/, "");
  return findTool(
    [fromPypi(tool)],
    surroundings,
    `${tool.name} needs Python ${shortVersion} or newer, with its modules venv and pip: install it as
https://www.python.org/downloads/ says (for example with \`apt-get install python3 python3-venv\` or \`brew install python\`)
and run this again.`,
  );
}

/**
 * @param {PythonTool} tool
 * @returns {import("../sources/tool-source.mjs").Source}
 */
function fromPypi(tool) {
  const { command, minimumVersion, askVersion } = tool;
  return {
    name: "a virtual environment with packages from PyPI",
    async find({ checkout, environment, cache }) {
      const found = await pythonOnPath(minimumVersion, environment);
      if ("unavailable" in found) {
        return found;
      }
      const requirements = join(checkout, "tools", "pins", command, "requirements.txt");
      const folder = join(cache, `${command}-${hashOf(requirements, found)}`);
      const failure = await completeFolder(folder, (partial) =>
        install(tool, requirements, found.python, partial, environment),
      );
      if (failure !== undefined) {
        return { unavailable: failure };
      }
      const path = join(folder, "bin");
      const asked = await run(join(path, command), ["-c", askVersion], { environment, limitSeconds: 60 });
      if (!asked.ok) {
        return { unavailable: `${folder} does not work any more, delete it: ${asked.failure}` };
      }
      return { what: `${asked.stdout} (Python ${found.version}, in ${folder})`, folders: [path] };
    },
  };
}

/**
 * @param {PythonTool} tool
 * @param {string} requirements
 * @param {string} python
 * @param {string} folder gets `venv`, and `bin` with the command
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<string | undefined>} why it could not be installed
 */
async function install({ command, name, options, takes }, requirements, python, folder, environment) {
  const venv = await run(python, ["-m", "venv", join(folder, "venv")], { environment, limitSeconds: 300 });
  if (!venv.ok) {
    return `python -m venv: ${venv.failure}`;
  }
  const pipOptions = ["--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:"];
  const pip = await sayWhile(`installing ${name} from PyPI, once (${takes})`, () =>
    run(
      join(folder, "venv", "bin", "python"),
      ["-m", "pip", "install", ...pipOptions, "--require-hashes", "--requirement", requirements],
      { environment, limitSeconds: 600 },
    ),
  );
  if (!pip.ok) {
    return `pip install: ${pip.failure}`;
  }
  // The interpreter is asked for by its place beside this file: the folder has another name once it is complete.
  mkdirSync(join(folder, "bin"));
  const script = `#!/bin/sh\nexec "$(dirname "$0")/../venv/bin/python" ${options}"$@"\n`;
  writeFileSync(join(folder, "bin", command), script, { mode: 0o755 });
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
