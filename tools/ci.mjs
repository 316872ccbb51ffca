/**
 * Linters, type check and all tests, each through its npm script, all of them also if one fails. Prints one last
 * line, `N passed, N failed`: the sums over all tests, in which a check or a suite that could not run counts as one failure.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkoutFolder } from "./running/checkout.mjs";
import { handOver } from "./running/hand-over.mjs";
import { say } from "./running/say.mjs";
import { countTests } from "./running/test-counts.mjs";

const checks = ["lint", "typecheck"];

/**
 * @param {string} script
 * @param {string[]} [args]
 * @returns {Promise<boolean>} whether it succeeded
 */
async function npmRun(script, args = []) {
  say(`npm run ${script}`);
  const code = await handOver(
    "npm",
    ["run", script, ...(args.length > 0 ? ["--", ...args] : [])],
    process.env,
  );
  if (code !== 0) {
    say(`npm run ${script} failed (exit code ${code})`);
  }
  return code === 0;
}

/** @returns {Promise<import("./running/test-counts.mjs").Counts>} */
async function runTests() {
  const folder = mkdtempSync(join(tmpdir(), "test-results-"));
  try {
    const resultsFile = join(folder, "jest.json");
    const succeeded = await npmRun("test", ["--ci", "--json", `--outputFile=${resultsFile}`]);
    return countTests(resultsIn(resultsFile), succeeded);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} file */
function resultsIn(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

process.chdir(checkoutFolder);
let failedChecks = 0;
for (const check of checks) {
  if (!(await npmRun(check))) {
    failedChecks += 1;
  }
}
const tests = await runTests();
const failed = tests.failed + failedChecks;
process.exitCode = failed === 0 ? 0 : 1;
process.stdout.write(`${tests.passed} passed, ${failed} failed\n`);
