import { readFileSync } from "node:fs";
import { join } from "node:path";
import { goBuild } from "./go-build.mjs";
import { goFor } from "./go-toolchain.mjs";

/** @type {import("./pulumi-cli.mjs").Source} */
export const pulumiFromGo = {
  name: "a build with Go from the module proxy",
  async find(surroundings) {
    const [cli, languageHost] = recipes(surroundings.checkout);
    const toolchain = await goFor(cli.module, surroundings);
    if ("unavailable" in toolchain) return toolchain;
    // The small one first: what is wrong with the machine shows after seconds.
    const host = await goBuild(languageHost, toolchain, surroundings);
    if ("unavailable" in host) return host;
    const pulumi = await goBuild(cli, toolchain, surroundings);
    if ("unavailable" in pulumi) return pulumi;
    const what = `v${cliVersion(cli.module)} (built with ${toolchain.version}, in ${pulumi.folder})`;
    return { what, folders: [pulumi.folder, host.folder] };
  },
};

/**
 * The CLI, and its Node.js language host: the last published version of the SDK's Go module that contains the host is
 * 3.68.0, and the two work together.
 *
 * @param {string} checkout
 * @returns {[import("./go-build.mjs").Recipe, import("./go-build.mjs").Recipe]}
 */
function recipes(checkout) {
  const cli = join(checkout, "tools", "pulumi-cli");
  const languageHost = join(checkout, "tools", "pulumi-language-nodejs");
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

/**
 * @param {string} module
 * @returns {string} the version of the CLI that go.mod pins
 */
function cliVersion(module) {
  const pin = /^\s*(?:require )?github\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)/m.exec(
    readFileSync(join(module, "go.mod"), "utf8"),
  );
  if (pin?.[1] === undefined)
    throw new Error(`${module}/go.mod pins no version of github.com/pulumi/pulumi/pkg/v3.`);
  return pin[1];
}
