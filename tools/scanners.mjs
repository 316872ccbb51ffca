/**
 * Runs real scanners, with the rules of examples/scanners, on one repository of made-up tokens and decoys, and reads each
 * report with `datadog-token-id`. It prints a table; without names it runs all scanners, and writes docs/scanners.md anew:
 *
 *     npm run scanners
 *     node tools/scanners.mjs gitleaks kingfisher
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { say } from "./running/say.mjs";
import { scans } from "./scanners/catalogue.mjs";
import { measure } from "./scanners/measure.mjs";
import { tableOf, writeTable } from "./scanners/page.mjs";
import { makeRepository } from "./scanners/repository.mjs";

/** @param {readonly import("./scanners/catalogue.mjs").Scan[]} chosen */
async function measureAll(chosen) {
  const folder = mkdtempSync(join(tmpdir(), "scanners-"));
  try {
    const folders = { repository: join(folder, "repository"), reports: join(folder, "reports") };
    mkdirSync(folders.reports);
    await makeRepository(folders.repository);
    const measured = [];
    for (const scan of chosen) {
      measured.push(await measure(scan, folders));
    }
    return measured;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const names = process.argv.slice(2);
const unknown = names.filter((name) => !scans.some(({ scanner }) => scanner === name));
try {
  if (unknown.length > 0) {
    const known = scans.map(({ scanner }) => scanner).join(", ");
    throw new Error(`There is no scanner "${unknown.join('", "')}": ${known}.`);
  }
  const chosen = scans.filter(({ scanner }) => names.length === 0 || names.includes(scanner));
  const table = tableOf(await measureAll(chosen));
  if (names.length === 0) {
    writeTable(table);
  }
  process.stdout.write(`${table}\n`);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
