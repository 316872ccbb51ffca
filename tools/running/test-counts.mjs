/** @typedef {{ passed: number, failed: number }} Counts */

/**
 * The report of jest's `--json`, as far as it is counted.
 *
 * @typedef {object} JestResults
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numRuntimeErrorTestSuites suites that could not run, for example for a type error
 */

/**
 * Sums up a run of all tests: never a success without a test that passed, nor if jest itself failed.
 *
 * @param {JestResults | undefined} results undefined if jest left none
 * @param {boolean} succeeded whether jest ended with exit code 0
 * @returns {Counts}
 */
export function countTests(results, succeeded) {
  const passed = results?.numPassedTests ?? 0;
  const failed = (results?.numFailedTests ?? 0) + (results?.numRuntimeErrorTestSuites ?? 0);
  const failedOtherwise = failed === 0 && (!succeeded || passed === 0);
  return { passed, failed: failedOtherwise ? 1 : failed };
}
