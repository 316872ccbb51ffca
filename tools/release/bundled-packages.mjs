import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bundleOptions } from "../toolchain/plugin-bundle.mjs";

/**
 * The packages of which the plugin's one file has a part, read from the bundler's own account.
 *
 * @param {string} checkout with its dependencies installed
 * @returns {Promise<{ name: string, version: string, license?: string }[]>} by name
 */
export async function bundledPackages(checkout) {
  const { build } = await import("esbuild");
  const { metafile } = await build({ ...bundleOptions(checkout, "0.0.0"), write: false, metafile: true });
  // What was looked at and left out has no bytes in the output.
  const used = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([file]) => file),
  );
  const folders = new Set(used.flatMap((file) => packageFolder(file) ?? []));
  return [...folders].sort().map((folder) => {
    const manifest = readFileSync(join(checkout, folder, "package.json"), "utf8");
    const { name, version, license } = JSON.parse(manifest);
    return { name, version, license };
  });
}

/**
 * @param {string} file
 * @returns {string | undefined} the innermost package's folder; undefined for a file of this repository
 */
function packageFolder(file) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}
