import { join } from "node:path";
import { builtFolder, pinnedVersion } from "./go-distribution.mjs";
import { findTool } from "../sources/tool-source.mjs";

/** @type {import("../sources/tool-source.mjs").Source} */
const fromGo = {
  name: "a build with Go",
  async find(surroundings) {
    const module = join(surroundings.checkout, "tools", "codegen");
    const recipe = {
      command: "sdk-generator",
      module,
      goPackage: ".",
      linkerFlags: "-s -w",
      takes: "about 20 seconds after Pulumi's CLI, which shares its parts, and minutes without it",
    };
    const built = await builtFolder({ name: "sdk-generator", recipes: [recipe] }, surroundings);
    if ("unavailable" in built) {
      return built;
    }
    const version = pinnedVersion(module, "github.com/pulumi/pulumi/pkg/v3");
    return { what: `with Pulumi's generators ${version} (${built.origin})`, folders: [built.folder] };
  },
};

/**
 * Builds the command that writes SDKs for a provider's schema.
 *
 * @param {import("../sources/tool-source.mjs").Surroundings} surroundings
 * @throws {Error} if it can't be built: why
 */
export function findSdkGenerator(surroundings) {
  return findTool([fromGo], surroundings, "The generator of SDKs can't be built: it needs Go.");
}
