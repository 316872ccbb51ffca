import { dirname, join, relative } from "node:path";
import { bundledPackages } from "./bundled-packages.mjs";
import { bundleOptions } from "./bundle.mjs";

const entry = "cli/token-id/datadog-token-id";
/** Loaded when it is asked for alone: it sends requests, with others' packages. */
const apart = "provider/datadog/locate/locate-texts";

/**
 * Writes `datadog-token-id` as one file in place of what tsc has made of it: fifty modules take longer to be found and read
 * than 10 MB of a report. It stays readable, since it costs nothing.
 *
 * @param {string} checkout with its dependencies installed, and compiled
 */
export async function bundleTokenId(checkout) {
  const { build } = await import("esbuild");
  const outfile = join("dist", `${entry}.js`);
  const path = relative(dirname(entry), apart);
  const { metafile } = await build({
    ...bundleOptions,
    minify: false,
    absWorkingDir: checkout,
    entryPoints: [`${entry}.ts`],
    outfile,
    sourcemap: true,
    sourcesContent: false,
    plugins: [
      {
        name: "what is loaded apart",
        setup({ onResolve }) {
          onResolve({ filter: /[/]locate-texts$/ }, () => ({ path: `${path}.js`, external: true }));
        },
      },
    ],
    metafile: true,
  });
  const others = bundledPackages(checkout, metafile).map(({ name }) => name);
  if (others.length > 0) {
    throw new Error(`${outfile} would hold others' packages, without their licences: ${others.join(", ")}.`);
  }
}
