/**
 * The program that a person would write by hand: `node print-tokens.js <variant> <report>` parses a whole report at
 * once, and prints the public portions that a regular expression finds in its secrets, one a line.
 */
import { readFileSync } from "node:fs";
import { secretsAtOnce } from "../../reports/secrets-at-once";
import type { JsonReportVariant } from "../../results/variant-names";

const [variant = "", report = ""] = process.argv.slice(2);
const secrets = secretsAtOnce[variant as JsonReportVariant](readFileSync(report, "utf8"));
const found = secrets.flatMap((secret) => secret.match(/dd[ps]at_[0-9A-Za-z]{22}/g) ?? []);
process.stdout.write(found.map((publicPortion) => `${publicPortion}\n`).join(""));
