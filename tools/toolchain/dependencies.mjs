import { readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../running/run.mjs";
import { say } from "../running/say.mjs";

/** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean }>} Packages folder → package */

/**
 * Runs `npm ci` if what is installed is not what package-lock.json says.
 *
 * @param {string} checkout
 * @throws {Error} if npm fails; its own output was shown
 */
export async function ensureDependencies(checkout) {
  const wanted = packagesIn(join(checkout, "package-lock.json"));
  if (wanted === undefined) {
    throw new Error("package-lock.json is missing or is not JSON.");
  }
  const reason = whyInstall(wanted, packagesIn(join(checkout, "node_modules", ".package-lock.json")));
  if (reason === undefined) {
    return;
  }
  say(`npm ci: ${reason}`);
  const npm = await run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: checkout,
    show: true,
  });
  if (!npm.ok) {
    throw new Error(`npm ci failed (${npm.failure}); what it printed above says why.`);
  }
}

/**
 * Compares the lock file with the list that npm leaves in node_modules when an installation is complete.
 *
 * @param {Packages} wanted
 * @param {Packages | undefined} installed undefined if nothing is installed, or an installation was cut short
 * @returns {string | undefined} undefined if the two agree
 * @public for its test
 */
export function whyInstall(wanted, installed) {
  if (installed === undefined) {
    return "nothing is installed yet";
  }
  const different = Object.entries(wanted).filter(([folder, entry]) => {
    const present = installed[folder];
    // The root itself is not on npm's list, nor are optional packages for other platforms.
    if (present === undefined) {
      return folder !== "" && entry.optional !== true;
    }
    return present.version !== entry.version || present.integrity !== entry.integrity;
  });
  if (different.length === 0) {
    return undefined;
  }
  return `package-lock.json asks for ${different.length} package(s) other than installed, such as ${different[0]?.[0]}`;
}

/**
 * @param {string} lockFile
 * @returns {Packages | undefined}
 */
function packagesIn(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, "utf8")).packages;
  } catch {
    return undefined;
  }
}
