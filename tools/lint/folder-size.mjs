/** Fails if a folder has more source files than a reader takes in at a glance: part of `npm run lint`. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "../running/checkout.mjs";

const mostFiles = 15;
const passedOver = /^(?:[.].*|node_modules|dist|coverage)$/;

/**
 * The folders with too many files of their own, at any depth.
 *
 * @param {string} folder below the checkout; empty for the checkout
 * @returns {string[]} one line a folder
 */
function tooLarge(folder) {
  const entries = readdirSync(join(checkoutFolder, folder), { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /[.](?:ts|mjs|js)$/.test(entry.name));
  const below = entries
    .filter((entry) => entry.isDirectory() && !passedOver.test(entry.name))
    .flatMap((entry) => tooLarge(folder === "" ? entry.name : `${folder}/${entry.name}`));
  return files.length > mostFiles ? [`${folder || "."}: ${files.length} files`, ...below] : below;
}

const found = tooLarge("");
if (found.length > 0) {
  process.stderr.write(`${found.join("\n")}\nGive a folder of more than ${mostFiles} files rooms.\n`);
  process.exitCode = 1;
}
