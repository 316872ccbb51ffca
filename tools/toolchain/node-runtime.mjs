import { run } from "../running/run.mjs";
import { isAtLeast } from "../sources/version.mjs";

/** The first Node.js that loads ESM-only packages (p-retry) with `require()`; `@pulumi/pulumi` itself needs 22. */
const minimumVersion = "22.12.0";

/**
 * Makes sure that `node` is new enough for the engine's language host and for the tests. `node_modules/.bin`, first on
 * PATH, has the one of the npm package `node`; if that package has nothing for this machine, its own has to do.
 *
 * @param {NodeJS.ProcessEnv} environment with the PATH to be searched
 * @returns {Promise<string>} its version, for people
 * @throws {Error} if `node` is too old
 */
export async function ensureNode(environment) {
  const node = await run("node", ["--version"], { environment });
  if (node.ok && isAtLeast(node.stdout, minimumVersion)) {
    return node.stdout;
  }
  throw new Error(
    `Node.js ${minimumVersion} or newer is needed, and ${node.ok ? `this is ${node.stdout}` : node.failure}. The npm ` +
      "package `node` brings one unless npm is told to run no install scripts: run `npm ci --ignore-scripts=false`, " +
      "or install Node.js from https://nodejs.org/.",
  );
}
