import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundledPackages, noticesOf } from "./bundled-packages.mjs";
import { axiosWithoutForms, bundledVersion, bundleOptions, inAscii } from "./bundle.mjs";

const folder = join("dist", "provider");
const file = "index.js";

/**
 * Writes what Pulumi's process for dynamic providers loads as one file, in place of what tsc has made of it, and the
 * notices of what it holds: a hundred modules of its own and of others take memory of each process, and time before its
 * first request. What that process has loaded already stays outside.
 *
 * @param {string} checkout with its dependencies installed, and compiled
 */
export async function bundleProvider(checkout) {
  const { build } = await import("esbuild");
  const { outputFiles, metafile } = await build({
    ...bundleOptions,
    absWorkingDir: checkout,
    entryPoints: ["provider/index.ts"],
    outfile: join(folder, file),
    external: ["@pulumi/pulumi"],
    plugins: [axiosWithoutForms],
    define: bundledVersion(checkout),
    sourcemap: true,
    sourcesContent: false,
    write: false,
    metafile: true,
  });
  for (const { path, text } of outputFiles) {
    writeFileSync(path, path.endsWith(".js") ? inAscii(text) : text);
  }
  writeFileSync(join(checkout, folder, "NOTICES"), noticesOf(file, bundledPackages(checkout, metafile)));
}
