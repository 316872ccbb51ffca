import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { bundledPackages, noticesOf } from "../toolchain/bundled-packages.mjs";
import { bundleOptions, versionCheck, zodInEnglish } from "../toolchain/bundle.mjs";

/** The folder that the archive makes in a team's repository. */
const folder = "revocation-tools";
const plugin = "pulumi-resource-datadog-token-revocation";
const policyPack = "pulumi-analyzer-datadog-token-revocation";

/**
 * All that a repository whose program is in YAML needs, without a package to install: the command, the plugin, and the
 * policy pack as an executable, which Pulumi starts without a language host.
 *
 * @param {string} checkout with the plugin built
 * @returns {Promise<import("./tar.mjs").TarFile[]>}
 */
export async function gitopsTools(checkout) {
  /** @param {string} path */
  const read = (path) => readFileSync(join(checkout, path));
  const { version } = JSON.parse(read("package.json").toString());
  const gitops = await bundled(checkout, "cli/gitops/datadog-token-gitops.ts", "datadog-token-gitops", []);
  // The pack finds its version there, and Node.js its file.
  const manifest = { private: true, version, main: "policy.cjs" };
  const policies = await bundled(checkout, "policy/index.ts", policyPack, [withoutCompilers]);
  return [
    file("gitops.cjs", gitops.content),
    file("NOTICES", Buffer.from(noticesOf("gitops.cjs", gitops.packages))),
    file(`plugin/${plugin}`, read(`dist/plugin/${plugin}`), 0o755),
    file("plugin/plugin.cjs", read("dist/plugin/plugin.cjs")),
    file("plugin/NOTICES", read("dist/plugin/NOTICES")),
    file(`policy/${policyPack}`, read(`policy/${policyPack}`), 0o755),
    file("policy/policy.cjs", policies.content),
    file("policy/NOTICES", Buffer.from(noticesOf("policy.cjs", policies.packages))),
    file("policy/package.json", Buffer.from(`${JSON.stringify(manifest)}\n`)),
    file("revocations.schema.json", read("revocations.schema.json")),
    file("LICENSE", read("LICENSE")),
  ];
}

/**
 * @param {string} name
 * @param {Buffer} content
 */
function file(name, content, mode = 0o644) {
  return { name: `${folder}/${name}`, mode, content };
}

/**
 * @param {string} checkout
 * @param {string} entryPoint
 * @param {string} command for the message of an old Node.js
 * @param {import("esbuild").Plugin[]} plugins
 * @returns {Promise<{ content: Buffer, packages: import("../toolchain/bundled-packages.mjs").BundledPackage[] }>}
 */
async function bundled(checkout, entryPoint, command, plugins) {
  const { outputFiles, metafile } = await build({
    ...bundleOptions,
    absWorkingDir: checkout,
    entryPoints: [entryPoint],
    banner: { js: versionCheck(command) },
    plugins: [zodInEnglish, ...plugins],
    write: false,
    metafile: true,
  });
  return {
    content: Buffer.concat(outputFiles.map(({ contents }) => contents)),
    packages: bundledPackages(checkout, metafile),
  };
}

/**
 * Pulumi's SDK loads compilers and npm's own installer for programs that it compiles or serialises. A pack does neither,
 * and they would be three quarters of it.
 *
 * @type {import("esbuild").Plugin}
 */
const withoutCompilers = {
  name: "without compilers",
  setup({ onResolve, onLoad }) {
    const left = /^(?:typescript|ts-node|@npmcli[/]arborist|.*[/](?:typescript|ts-node)-shim)$/;
    onResolve({ filter: left }, ({ path }) => ({ path, namespace: "left-out" }));
    onLoad({ filter: /./, namespace: "left-out" }, () => ({ contents: "module.exports = {};" }));
  },
};
