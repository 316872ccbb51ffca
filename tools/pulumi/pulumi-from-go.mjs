import { join } from "node:path";
import { writeDynamicProvider } from "./dynamic-provider.mjs";
import { builtFolder, pinnedVersion } from "../go/go-distribution.mjs";

/**
 * A distribution like the official one: the CLI, beside it the language host and the dynamic-provider process.
 *
 * @type {import("../sources/tool-source.mjs").Source}
 */
export const pulumiFromGo = {
  name: "a build with Go from the module proxy",
  async find(surroundings) {
    const { checkout } = surroundings;
    const recipes = recipesIn(checkout);
    const addTo = (/** @type {string} */ folder) => writeDynamicProvider(checkout, folder);
    const built = await builtFolder({ name: "pulumi", recipes, addTo }, surroundings);
    if ("unavailable" in built) {
      return built;
    }
    return { what: `v${cliVersion(recipes[0].module)} (${built.origin})`, folders: [built.folder] };
  },
};

/**
 * The CLI, and its Node.js language host: the last published version of the SDK's Go module that contains the host is
 * 3.68.0, and the two work together.
 *
 * @param {string} checkout
 * @returns {[import("../go/go-build.mjs").Recipe, import("../go/go-build.mjs").Recipe]}
 */
function recipesIn(checkout) {
  const cli = join(checkout, "tools", "pins", "pulumi-cli");
  const languageHost = join(checkout, "tools", "pins", "pulumi-language-nodejs");
  const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
  return [
    {
      command: "pulumi",
      module: cli,
      goPackage: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
      linkerFlags: `-s -w -X ${versionVariable}=v${cliVersion(cli)}`,
      takes: "about 5 minutes on 2 cores",
    },
    {
      command: "pulumi-language-nodejs",
      module: languageHost,
      goPackage: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
      linkerFlags: "-s -w",
      takes: "about half a minute",
    },
  ];
}

/** @param {string} module */
function cliVersion(module) {
  return pinnedVersion(module, "github.com/pulumi/pulumi/pkg/v3");
}
