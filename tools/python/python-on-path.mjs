import { findExecutable, foldersOf } from "../sources/executable.mjs";
import { isAtLeast } from "../sources/version.mjs";
import { run } from "../running/run.mjs";

/** The names under which a machine may have it, the plain one first. */
const names = ["python3", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10", "python"];

/**
 * @typedef {object} Python
 * @property {string} python the interpreter itself, not what stands for it on PATH
 * @property {string} version
 */

/**
 * Finds the first Python on PATH that is new enough and can make virtual environments.
 *
 * @param {string} minimumVersion
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<Python | { unavailable: string }>}
 */
export async function pythonOnPath(minimumVersion, environment) {
  const folders = foldersOf(environment["PATH"]);
  const reasons = [];
  for (const name of names) {
    const command = findExecutable(name, folders);
    if (command === undefined) {
      continue;
    }
    const ask = "import platform, sys, venv, ensurepip; print(platform.python_version(), sys.executable)";
    const asked = await run(command, ["-c", ask], { environment, limitSeconds: 60 });
    const [version = "", ...executable] = asked.stdout.split(" ");
    if (!asked.ok) {
      reasons.push(`${command} does not run, or lacks a part: ${asked.failure}`);
    } else if (!isAtLeast(version, minimumVersion)) {
      reasons.push(`${command} is ${version}, and ${minimumVersion} or newer is needed`);
    } else {
      return { python: executable.join(" "), version };
    }
  }
  return { unavailable: reasons.length === 0 ? "there is no Python on PATH" : reasons.join("; ") };
}
