import { pulumiFromGo } from "./pulumi-from-go.mjs";
import { pulumiLauncher } from "./pulumi-launcher.mjs";
import { pulumiOnPath } from "./pulumi-on-path.mjs";

/**
 * @typedef {object} Surroundings what a source of the CLI may look at
 * @property {string} checkout
 * @property {NodeJS.ProcessEnv} environment
 * @property {string} cache folder for what takes long; it may not exist yet
 */

/**
 * @typedef {object} Found
 * @property {string} what version and origin, for people
 * @property {string[]} folders what PATH has to begin with, so that the CLI and its language host are found
 */

/**
 * One place that Pulumi's CLI may come from.
 *
 * @typedef {object} Source
 * @property {string} name
 * @property {(surroundings: Surroundings) => Promise<Found | { unavailable: string }>} find `unavailable`: why not
 */

/** @type {readonly Source[]} */
const everySource = [pulumiOnPath, pulumiLauncher, pulumiFromGo];

/**
 * Finds Pulumi's CLI, or brings it: from PATH, else by the official launcher from npm, else built with Go.
 *
 * @param {Surroundings} surroundings
 * @param {readonly Source[]} [sources] in the order in which they are asked
 * @returns {Promise<Found & { passedOver: string[] }>} `passedOver`: what the sources before the one used have said
 * @throws {Error} where no source has it: how to install it, and what each of them said
 */
export async function findPulumi(surroundings, sources = everySource) {
  const passedOver = [];
  for (const source of sources) {
    const answer = await source.find(surroundings);
    if ("folders" in answer) return { ...answer, passedOver };
    passedOver.push(`${source.name}: ${answer.unavailable}`);
  }
  throw new Error(
    [
      "There is no Pulumi CLI. Install it as https://www.pulumi.com/docs/install/ says (for example with",
      "`curl -fsSL https://get.pulumi.com | sh` or `brew install pulumi/tap/pulumi`) and run this again. What was tried:",
      ...passedOver.map((reason) => `  - ${reason}`),
    ].join("\n"),
  );
}
