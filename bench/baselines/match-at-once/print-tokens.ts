/**
 * Baseline for a text, as a person would type it: `node print-tokens.js <report>` reads a whole file at once, and prints the public
 * portions that one regular expression finds in it, one a line.
 */
import { readFileSync } from "node:fs";

const [report = ""] = process.argv.slice(2);
const found = readFileSync(report, "utf8").matchAll(/dd[ps]at_[0-9A-Za-z]{22}/g);
const printed = new Set(Array.from(found, ([publicPortion]) => publicPortion));
process.stdout.write(Array.from(printed, (publicPortion) => `${publicPortion}\n`).join(""));
