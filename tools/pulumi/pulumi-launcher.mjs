import { copyFileSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { completeFolder } from "../sources/complete-folder.mjs";
import { run } from "../running/run.mjs";
import { sayWhile } from "../running/say.mjs";

/** The launcher downloads some 150 MB; if Pulumi's host can't be reached it says so within a second. */
const downloadLimitSeconds = 300;

/** @type {import("../sources/tool-source.mjs").Source} */
export const pulumiLauncher = {
  name: "the launcher package pulumi on npm",
  async find({ checkout, environment, cache }) {
    const pin = join(checkout, "tools", "pins", "pulumi-launcher");
    const { version } = JSON.parse(readFileSync(join(pin, "package-lock.json"), "utf8")).packages[
      "node_modules/pulumi"
    ];
    const folder = join(cache, `pulumi-launcher-${version}`);
    const failure = await completeFolder(folder, (partial) => installLauncher(pin, partial, environment));
    if (failure !== undefined) {
      return { unavailable: `npm could not install version ${version}: ${failure}` };
    }

    const launcher = join(folder, "node_modules", "pulumi", "run.js");
    const home = join(folder, "home");
    const tried = await sayWhile(`asking Pulumi's launcher ${version} for the CLI`, () =>
      run(process.execPath, [launcher, "version"], {
        environment: {
          ...environment,
          PULUMI_HOME: home,
          PULUMI_VERSION: version,
          PULUMI_SKIP_UPDATE_CHECK: "1",
        },
        limitSeconds: downloadLimitSeconds,
      }),
    );
    if (!tried.ok) {
      // A download that was cut short must not be taken for a finished one the next time.
      rmSync(home, { recursive: true, force: true });
      return { unavailable: `version ${version} says "${tried.failure}"` };
    }
    // The launcher's own place for it: an official distribution, with its language hosts.
    const pulumi = join(home, "versions", version, "bin", "pulumi");
    return {
      what: `${tried.stdout} (from the launcher package on npm, in ${folder})`,
      folders: [dirname(pulumi)],
    };
  },
};

/**
 * @param {string} pin the folder with package.json and package-lock.json
 * @param {string} folder where the launcher goes
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<string | undefined>} what npm said if it failed
 */
async function installLauncher(pin, folder, environment) {
  for (const file of ["package.json", "package-lock.json"]) {
    copyFileSync(join(pin, file), join(folder, file));
  }
  const npm = await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: folder,
    environment,
  });
  return npm.ok ? undefined : npm.failure;
}
