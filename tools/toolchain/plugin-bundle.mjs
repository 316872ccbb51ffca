import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundledPackages, noticesOf } from "./bundled-packages.mjs";

/** The command that Pulumi starts: it follows links, since npm's `bin` is one, and says what is missing. */
const shim = `#!/bin/sh
if ! command -v node >/dev/null 2>&1; then
  echo "pulumi-resource-datadog-token-revocation needs Node.js 22.12 or newer, and there is no node on PATH." >&2
  exit 1
fi
self=$0
while [ -L "$self" ]; do
  target=$(readlink "$self")
  case $target in
    /*) self=$target ;;
    *) self=$(dirname "$self")/$target ;;
  esac
done
exec node "$(dirname "$self")/plugin.cjs" "$@"
`;

/** The first line of the bundle, which an older Node.js understands, too. */
const versionCheck = `(function () {
  var version = process.versions.node.split(".").map(Number);
  if (version[0] < 22 || (version[0] === 22 && version[1] < 12)) {
    console.error("pulumi-resource-datadog-token-revocation needs Node.js 22.12 or newer, and this is " + process.versions.node + ".");
    process.exit(1);
  }
})();`;

/**
 * Of zod's words in forty languages nothing is used, and every byte of the bundle is parsed at each start.
 *
 * @type {import("esbuild").Plugin}
 */
const zodInEnglish = {
  name: "zod in English",
  setup({ onResolve }) {
    onResolve({ filter: /^[.][.][/]locales[/]index[.]c?js$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace("index", "en")),
    }));
  },
};

/**
 * Bundles the plugin, without writing anything.
 *
 * @param {string} checkout with its dependencies installed
 * @returns {Promise<{ text: string, packages: import("./bundled-packages.mjs").BundledPackage[] }>} the file, and what others' code is in it
 */
export async function bundle(checkout) {
  const { build } = await import("esbuild");
  const { version } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8"));
  const { outputFiles, metafile } = await build({
    absWorkingDir: checkout,
    entryPoints: ["plugin/main.ts"],
    outfile: "plugin.cjs",
    bundle: true,
    minify: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    legalComments: "eof",
    banner: { js: versionCheck },
    plugins: [zodInEnglish],
    define: { bundledVersion: JSON.stringify(version) },
    logLevel: "error",
    write: false,
    metafile: true,
  });
  return {
    text: outputFiles.map(({ text }) => text).join(""),
    packages: bundledPackages(checkout, metafile),
  };
}

/**
 * Writes the plugin as one file, the notices of what it holds, and the command that starts it.
 *
 * @param {string} checkout with its dependencies installed
 */
export async function bundlePlugin(checkout) {
  const folder = join(checkout, "dist", "plugin");
  const { text, packages } = await bundle(checkout);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "plugin.cjs"), text);
  writeFileSync(join(folder, "NOTICES"), noticesOf(packages));
  writeFileSync(join(folder, "pulumi-resource-datadog-token-revocation"), shim, { mode: 0o755 });
}
