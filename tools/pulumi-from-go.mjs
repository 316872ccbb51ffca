import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { completeFolder } from "./complete-folder.mjs";
import { writeDynamicProvider } from "./dynamic-provider.mjs";
import { goBuild } from "./go-build.mjs";
import { goFor } from "./go-toolchain.mjs";

/**
 * A distribution like the official one: the CLI, beside it the language host and the dynamic-provider process. Kept in
 * the cache under a hash of everything that it is made from.
 *
 * @type {import("./pulumi-cli.mjs").Source}
 */
export const pulumiFromGo = {
  name: "a build with Go from the module proxy",
  async find({ checkout, environment, cache }) {
    const [cli, languageHost] = recipes(checkout);
    const toolchain = await goFor(cli.module, { environment, cache });
    if ("unavailable" in toolchain) return toolchain;
    const folder = join(cache, `pulumi-${hashOf([cli, languageHost], toolchain.version)}`);
    const failure = await completeFolder(folder, async (partial) => {
      writeDynamicProvider(checkout, partial);
      // The small one first: what is wrong with the machine shows after seconds.
      return (
        (await goBuild(languageHost, toolchain, partial, environment)) ??
        (await goBuild(cli, toolchain, partial, environment))
      );
    });
    if (failure !== undefined) return { unavailable: failure };
    return {
      what: `v${cliVersion(cli.module)} (built with ${toolchain.version}, in ${folder})`,
      folders: [folder],
    };
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

/**
 * @param {import("./go-build.mjs").Recipe[]} built
 * @param {string} goVersion
 * @returns {string} 16 hexadecimal digits
 */
function hashOf(built, goVersion) {
  const hash = createHash("sha256").update(`${goVersion} ${process.platform} ${process.arch}`);
  for (const { module, linkerFlags } of built) {
    hash.update(linkerFlags);
    for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(join(module, file)));
  }
  return hash.digest("hex").slice(0, 16);
}
