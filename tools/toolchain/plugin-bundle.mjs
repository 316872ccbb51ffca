import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundledPackages, noticesOf } from "./bundled-packages.mjs";
import {
  axiosWithoutForms,
  bundledVersion,
  bundleOptions,
  inAscii,
  shellStart,
  versionCheck,
  zodInEnglish,
} from "./bundle.mjs";

/** The command that Pulumi starts. */
const command = "pulumi-resource-datadog-token-revocation";

/** The file that it starts. */
const file = "plugin.cjs";

/** The folder in Pulumi's home that keeps what is compiled. */
const compiled = "datadog-token-revocation-compiled";

/**
 * The script's last lines. Node.js keeps the compiled bundle where only the user who runs it writes, as Pulumi does the
 * plugin itself: half of a start is compiling.
 */
const start = `home=\${PULUMI_HOME:-\${HOME:+$HOME/.pulumi}}
if [ -n "$home" ] && [ -z "\${NODE_COMPILE_CACHE+given}" ]; then
  export NODE_COMPILE_CACHE="$home/${compiled}"
fi
exec node "$here/${file}" "$@"`;

/** The same for Windows, as `.cmd`, beside the `.exe` the only thing that Pulumi looks for there. */
const startOnWindows = [
  "@echo off",
  "setlocal",
  'set "home=%PULUMI_HOME%"',
  'if not defined home if defined USERPROFILE set "home=%USERPROFILE%\\.pulumi"',
  `if defined home if not defined NODE_COMPILE_CACHE set "NODE_COMPILE_CACHE=%home%\\${compiled}"`,
  `node "%~dp0${file}" %*`,
];

/**
 * Bundles the plugin, without writing anything.
 *
 * @param {string} checkout with its dependencies installed
 * @returns {Promise<{ text: string, packages: import("./bundled-packages.mjs").BundledPackage[] }>} the file, and what others' code is in it
 */
export async function bundle(checkout) {
  const { build } = await import("esbuild");
  const { outputFiles, metafile } = await build({
    ...bundleOptions,
    absWorkingDir: checkout,
    entryPoints: ["plugin/main.ts"],
    outfile: file,
    banner: { js: versionCheck(command) },
    plugins: [zodInEnglish, axiosWithoutForms],
    define: bundledVersion(checkout),
    write: false,
    metafile: true,
  });
  return {
    text: inAscii(outputFiles.map(({ text }) => text).join("")),
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
  writeFileSync(join(folder, file), text);
  writeFileSync(join(folder, "NOTICES"), noticesOf(file, packages));
  writeFileSync(join(folder, command), shellStart(command, start), { mode: 0o755 });
  writeFileSync(join(folder, `${command}.cmd`), startOnWindows.map((line) => `${line}\r\n`).join(""));
}
