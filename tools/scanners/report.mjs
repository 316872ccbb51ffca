import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "../running/checkout.mjs";
import { start } from "./start.mjs";

/** @typedef {import("./catalogue.mjs").Scan} Scan */

const rules = join(checkoutFolder, "examples", "scanners");

/**
 * Scans the repository.
 *
 * @param {Scan} scan
 * @param {string[]} more options
 * @param {string} repository
 * @param {string} report where the report goes
 * @returns {Promise<string>} the report
 * @throws {Error} if the scanner wrote none, and what it said
 */
export async function reportOf({ scanner, args, prints }, more, repository, report) {
  rmSync(report, { force: true });
  const given = [...args, ...more].map((arg) => arg.replace("RULES", rules).replace("REPORT", report));
  const { status, stdout, stderr } = await start(scanner, given, repository);
  if (prints === true) {
    writeFileSync(report, stdout);
  }
  try {
    return readFileSync(report, "utf8");
  } catch {
    throw new Error(`${scanner} wrote no report (exit status ${status}): ${stderr || stdout}`);
  }
}

/**
 * @param {Scan} scan
 * @param {string} folder
 * @returns {Promise<string>} the version that the scanner itself tells
 * @throws {Error} if it tells none
 */
export async function versionOf({ scanner, askVersion }, folder) {
  const { stdout, stderr } = await start(scanner, askVersion, folder);
  const [version] = /\d+[.]\d+[.]\d+\S*/.exec(stdout + stderr) ?? [];
  if (version === undefined) {
    throw new Error(`${scanner} tells no version: ${stdout}${stderr}`);
  }
  return version;
}
