import { basename, dirname } from "node:path";
import { findExecutable, foldersOf } from "../sources/executable.mjs";
import { run } from "../running/run.mjs";
import { isAtLeast } from "../sources/version.mjs";

/** The CLI that was released together with the oldest `@pulumi/pulumi` among this package's peer dependencies. */
const minimumVersion = "3.251.0";

/** @type {import("../sources/tool-source.mjs").Source} */
export const pulumiOnPath = {
  name: "pulumi on PATH",
  async find({ environment }) {
    const folders = foldersOf(environment["PATH"]).filter((folder) => !belongsToNpm(folder));
    const pulumi = findExecutable("pulumi", folders);
    if (pulumi === undefined) {
      return { unavailable: "there is none" };
    }
    // `pulumi` may be a script that downloads the real one at its first call.
    const version = await run(pulumi, ["version"], { environment, limitSeconds: 120 });
    if (!version.ok) {
      return { unavailable: `${pulumi} does not run: ${version.failure}` };
    }
    if (!isAtLeast(version.stdout, minimumVersion)) {
      return { unavailable: `${pulumi} is ${version.stdout}, and ${minimumVersion} or newer is needed` };
    }
    if (findExecutable("pulumi-language-nodejs", [dirname(pulumi), ...folders]) === undefined) {
      return { unavailable: `${pulumi} has no language host (pulumi-language-nodejs) beside it or on PATH` };
    }
    return { what: `${version.stdout} (${pulumi})`, folders: [dirname(pulumi)] };
  },
};

/**
 * Recognises the folders that npm, pnpm and Yarn put on PATH for a script: a `pulumi` in there is the launcher, which is
 * asked by itself.
 *
 * @param {string} folder
 */
function belongsToNpm(folder) {
  return basename(folder) === ".bin" && basename(dirname(folder)) === "node_modules";
}
