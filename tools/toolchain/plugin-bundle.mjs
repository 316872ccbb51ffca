import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleOptions, shellStart, versionCheck, zodInEnglish } from "./bundle.mjs";

/** The command that Pulumi starts. */
const command = "pulumi-resource-datadog-token-revocation";

/**
 * Writes the plugin as one file and the command that starts it.
 *
 * @param {string} checkout with its dependencies installed
 */
export async function bundlePlugin(checkout) {
  const { build } = await import("esbuild");
  const folder = join(checkout, "dist", "plugin");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { version } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8"));
  await build({
    ...bundleOptions,
    absWorkingDir: checkout,
    entryPoints: ["plugin/main.ts"],
    outfile: join(folder, "plugin.cjs"),
    banner: { js: versionCheck(command) },
    plugins: [zodInEnglish],
    define: { bundledVersion: JSON.stringify(version) },
  });
  writeFileSync(join(folder, command), shellStart(command, 'exec node "$here/plugin.cjs" "$@"'), {
    mode: 0o755,
  });
}
