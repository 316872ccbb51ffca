import { createHash } from "node:crypto";
import { join } from "node:path";
import { decoys, planted } from "./repository.mjs";
import { readReport } from "./read-report.mjs";
import { reportOf, versionOf } from "./report.mjs";

/**
 * The finds of one scanner, and of them what `datadog-token-id` read in its report.
 *
 * @typedef {object} Measured
 * @property {string} scanner
 * @property {string} version as it says itself
 * @property {string} format
 * @property {string[]} missed where the tokens stand that it did not find
 * @property {number} decoys how many of the decoys it found
 * @property {number} read how many of the tokens that it found were read
 * @property {number} placed how many of them with the file and the line where they stand
 * @property {boolean} allTold whether the reading ended with exit status 0: nothing in the report can't be told
 * @property {boolean} source whether that took `--source`, since the report hides them
 * @property {"told" | "read" | "passed over" | "–"} masked what became of the report with masked tokens
 */

/**
 * Runs a scanner on the repository, in clear and masked, and reads its reports.
 *
 * @param {import("./catalogue.mjs").Scan} scan
 * @param {{ repository: string, reports: string }} folders
 * @returns {Promise<Measured>}
 */
export async function measure(scan, { repository, reports }) {
  const { scanner, format } = scan;
  const report = join(reports, `${scanner}.json`);
  const text = await reportOf(scan, scan.shown ?? [], repository, report);
  const found = planted.filter((token) => names(text, token.text));
  const plain = await readReport(report);
  const source = plain.tokens.length === 0;
  const { tokens, status } = source ? await readReport(report, repository) : plain;
  const read = found.filter((token) => tokens.some(({ publicPortion }) => isOf(token, publicPortion)));
  const placed = read.filter((token) =>
    tokens.some(
      ({ publicPortion, places }) =>
        isOf(token, publicPortion) &&
        places.some(({ file, line }) => line === token.line && file?.replace(/^[.][/]/, "") === token.file),
    ),
  );
  return {
    scanner,
    version: await versionOf(scan, repository),
    format,
    missed: planted.filter((token) => !found.includes(token)).map(({ where }) => where),
    decoys: decoys.filter((decoy) => names(text, decoy)).length,
    read: read.length,
    placed: placed.length,
    allTold: status === 0,
    source,
    masked: await fateOfMasked(scan, repository, report, source ? plain : undefined),
  };
}

/**
 * @param {import("./catalogue.mjs").Scan} scan
 * @param {string} repository
 * @param {string} report
 * @param {import("./read-report.mjs").Read | undefined} plain what was read where the usual report is a masked one
 * @returns {Promise<Measured["masked"]>}
 */
async function fateOfMasked(scan, repository, report, plain) {
  if (plain === undefined && scan.masked === undefined) {
    return "–";
  }
  const masked = report.replace(/json$/, "masked.json");
  if (plain === undefined) {
    await reportOf(scan, scan.masked ?? [], repository, masked);
  }
  const { tokens, status, said } = plain ?? (await readReport(masked));
  if (tokens.length > 0) {
    return "read";
  }
  return status === 1 && /can't be told|are masked/.test(said) ? "told" : "passed over";
}

/**
 * @param {import("./repository.mjs").Planted} token
 * @param {string} publicPortion
 */
function isOf({ text }, publicPortion) {
  return text.startsWith(`${publicPortion}_`);
}

/**
 * @param {string} report
 * @param {string} text of a token
 * @returns {boolean} whether it names it: whole, by its public portion, or by its hash, as detect-secrets does
 */
function names(report, text) {
  const publicPortion = text.slice(0, text.lastIndexOf("_") + 1);
  const hash = createHash("sha1").update(text).digest("hex");
  return report.includes(text) || report.includes(`${publicPortion}*`) || report.includes(hash);
}
