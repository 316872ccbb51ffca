import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * @typedef {object} BundledPackage
 * @property {string} name
 * @property {string} version
 * @property {string} [license] as its package.json has it
 * @property {string} notice the text of its licence's files
 */

/**
 * The packages of which a bundle has a part, read from the bundler's own account.
 *
 * @param {string} checkout with its dependencies installed
 * @param {import("esbuild").Metafile} metafile
 * @returns {BundledPackage[]} by folder
 */
export function bundledPackages(checkout, { outputs }) {
  // What was looked at and left out has no bytes in the output.
  const used = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([file]) => file),
  );
  const folders = new Set(used.flatMap((file) => packageFolder(file) ?? []));
  return [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(
      readFileSync(join(checkout, folder, "package.json"), "utf8"),
    );
    return { name, version, license, notice: noticeIn(join(checkout, folder)) };
  });
}

/**
 * The notices that licences ask for where others' code is passed on.
 *
 * @param {string} file the bundle's name
 * @param {readonly BundledPackage[]} packages
 * @returns {string}
 */
export function noticesOf(file, packages) {
  const each = packages.map(({ name, version, license, notice }) => {
    const heading = `${name} ${version} (${license ?? "see below"})`;
    return `${heading}\n${"=".repeat(heading.length)}\n\n${notice}\n`;
  });
  return `${file} holds parts of these packages.\n\n${each.join("\n")}`;
}

/**
 * @param {string} folder
 * @returns {string} the files that are called so, else what its README says below that heading; empty if there is neither
 */
function noticeIn(folder) {
  const files = readdirSync(folder).sort();
  const own = files.filter((file) => /^(?:licen[cs]e|notice|copying)\b/i.test(file));
  const texts = own.map((file) => textOf(join(folder, file)));
  if (texts.length === 0) {
    const readme = files.find((file) => /^readme\b/i.test(file));
    const heading = /^(?:#+ *licen[cs]e|licen[cs]e\n-+)$/im;
    texts.push(readme === undefined ? "" : (textOf(join(folder, readme)).split(heading)[1] ?? "").trim());
  }
  return texts.join("\n\n");
}

/** @param {string} file */
function textOf(file) {
  return readFileSync(file, "utf8").replaceAll("\r\n", "\n").trim();
}

/**
 * @param {string} file
 * @returns {string | undefined} the innermost package's folder; undefined for a file of this repository
 */
function packageFolder(file) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}
