import { pulumiFromGo } from "./pulumi-from-go.mjs";
import { pulumiLauncher } from "./pulumi-launcher.mjs";
import { pulumiOnPath } from "./pulumi-on-path.mjs";
import { findTool } from "../sources/tool-source.mjs";

/** @type {readonly import("../sources/tool-source.mjs").Source[]} */
const everySource = [pulumiOnPath, pulumiLauncher, pulumiFromGo];

const howToInstall = `There is no Pulumi CLI. Install it as https://www.pulumi.com/docs/install/ says (for example with
\`curl -fsSL https://get.pulumi.com | sh\` or \`brew install pulumi/tap/pulumi\`) and run this again.`;

/**
 * Finds Pulumi's CLI, or brings it: from PATH, else by the official launcher from npm, else built with Go.
 *
 * @param {import("../sources/tool-source.mjs").Surroundings} surroundings
 * @throws {Error} if no source has it: how to install it, and what each of them said
 */
export function findPulumi(surroundings) {
  return findTool(everySource, surroundings, howToInstall);
}
