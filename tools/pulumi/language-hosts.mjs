import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { builtFolder, pinnedVersion } from "../go/go-distribution.mjs";
import { moduleFolder } from "../go/go-module.mjs";
import { findExecutable, foldersOf } from "../sources/executable.mjs";
import { findTool } from "../sources/tool-source.mjs";

const commands = ["pulumi-language-yaml", "pulumi-language-go", "pulumi-language-python"];

const sdk = "github.com/pulumi/pulumi/sdk/v3";
const yaml = "github.com/pulumi/pulumi-yaml";

/** The script that the Python host runs a program with. */
const pythonExec = "pulumi-language-python-exec";

/**
 * Finds the language hosts of YAML, Go and Python programs, or builds them: official distributions of the CLI bring them.
 *
 * @param {import("../sources/tool-source.mjs").Surroundings} surroundings
 * @throws {Error} if they can't be had: what was tried
 */
export function findLanguageHosts(surroundings) {
  return findTool(
    [onPath, fromGo],
    surroundings,
    `There are no language hosts for YAML, Go and Python. They come with Pulumi's CLI: install it as
https://www.pulumi.com/docs/install/ says and run this again.`,
  );
}

/** @type {import("../sources/tool-source.mjs").Source} */
const onPath = {
  name: "language hosts on PATH",
  async find({ environment }) {
    const folders = foldersOf(environment["PATH"]);
    const missing = commands.filter((command) => findExecutable(command, folders) === undefined);
    if (missing.length > 0) {
      return { unavailable: `there is no ${missing.join(", no ")}` };
    }
    return { what: `of ${findExecutable("pulumi-language-yaml", folders)}`, folders: [] };
  },
};

/**
 * The last versions of the Go modules that contain the hosts; they and today's CLI work together.
 *
 * @type {import("../sources/tool-source.mjs").Source}
 */
const fromGo = {
  name: "a build with Go from the module proxy",
  async find(surroundings) {
    const pins = join(surroundings.checkout, "tools", "pins");
    const yamlModule = join(pins, "pulumi-language-yaml");
    const sdkModule = join(pins, "pulumi-languages");
    const linkerFlags = "-s -w";
    const built = await builtFolder(
      {
        name: "pulumi-languages",
        recipes: [
          {
            command: "pulumi-language-yaml",
            module: yamlModule,
            goPackage: `${yaml}/cmd/pulumi-language-yaml`,
            linkerFlags,
            takes: "about 3 minutes on 2 cores",
          },
          {
            command: "pulumi-language-go",
            module: sdkModule,
            goPackage: `${sdk}/go/pulumi-language-go`,
            linkerFlags,
            takes: "about half a minute",
          },
          {
            command: "pulumi-language-python",
            module: sdkModule,
            goPackage: `${sdk}/python/cmd/pulumi-language-python`,
            linkerFlags,
            takes: "about a quarter of a minute",
          },
        ],
        addTo: async (folder, toolchain) => {
          const found = await moduleFolder(sdk, sdkModule, toolchain, surroundings.environment);
          if ("unavailable" in found) {
            return found.unavailable;
          }
          copyFileSync(join(found.folder, "python", "cmd", pythonExec), join(folder, pythonExec));
          return undefined;
        },
      },
      surroundings,
    );
    if ("unavailable" in built) {
      return built;
    }
    const versions = `YAML ${pinnedVersion(yamlModule, yaml)}, Go and Python ${pinnedVersion(sdkModule, sdk)}`;
    return { what: `${versions} (${built.origin})`, folders: [built.folder] };
  },
};
