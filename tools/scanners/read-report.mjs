import { join } from "node:path";
import { checkoutFolder } from "../running/checkout.mjs";
import { start } from "./start.mjs";

const command = join(checkoutFolder, "dist", "cli", "token-id", "datadog-token-id.js");

/**
 * @typedef {object} Read what `datadog-token-id --json` says of a report
 * @property {number | null} status its exit status
 * @property {{ publicPortion: string, places: { file?: string, line?: number }[] }[]} tokens
 * @property {string} said what it could not tell
 */

/**
 * Reads a report as a person would.
 *
 * @param {string} report
 * @param {string} [source] the folder in which is looked up what the report hides
 * @returns {Promise<Read>}
 */
export async function readReport(report, source) {
  const options = source === undefined ? [] : ["--source", source];
  const args = [command, "--json", ...options, report];
  const { status, stdout, stderr } = await start(process.execPath, args, checkoutFolder);
  return { status, tokens: stdout === "" ? [] : JSON.parse(stdout), said: stderr };
}
