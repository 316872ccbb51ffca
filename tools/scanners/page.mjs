import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "../running/checkout.mjs";
import { decoys, planted } from "./repository.mjs";

const page = join(checkoutFolder, "docs", "scanners.md");
const begin = "<!-- scanners: written by `npm run scanners` -->";
const end = "<!-- /scanners -->";

/**
 * Writes the table of docs/scanners.md anew.
 *
 * @param {string} table
 */
export function writeTable(table) {
  const text = readFileSync(page, "utf8");
  const before = text.slice(0, text.indexOf(begin) + begin.length);
  writeFileSync(page, `${before}\n\n${table}\n\n${text.slice(text.indexOf(end))}`);
}

/**
 * @param {import("./measure.mjs").Measured[]} measured
 * @returns {string} a table in Markdown
 */
export function tableOf(measured) {
  const rows = measured.map((row) => [
    row.scanner,
    row.version,
    row.format,
    `${planted.length - row.missed.length} of ${planted.length}`,
    row.missed.join(", ") || "–",
    `${row.decoys} of ${decoys.length}`,
    `${row.read}${row.source ? " (`--source`)" : ""}${row.allTold ? "" : ", and something untold"}`,
    String(row.placed),
    row.masked,
  ]);
  const head = [
    "scanner",
    "version",
    "report",
    "tokens found",
    "not found",
    "decoys found",
    "ids read",
    "with file and line",
    "masked report",
  ];
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
