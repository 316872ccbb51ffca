import { callTool } from "../tool-process";

const results = { numPassedTests: 7, numFailedTests: 0, numRuntimeErrorTestSuites: 0 };

test.each([
  ["all pass", results, true, { passed: 7, failed: 0 }],
  ["some fail", { ...results, numFailedTests: 2 }, false, { passed: 7, failed: 2 }],
  ["a suite can't run", { ...results, numRuntimeErrorTestSuites: 1 }, false, { passed: 7, failed: 1 }],
  ["jest fails for another reason", results, false, { passed: 7, failed: 1 }],
  ["no test runs", { ...results, numPassedTests: 0 }, true, { passed: 0, failed: 1 }],
  ["jest leaves no results", null, false, { passed: 0, failed: 1 }],
  ["jest claims success without results", null, true, { passed: 0, failed: 1 }],
])("counts where %s", async (_, counted, succeeded, expected) => {
  expect((await callTool("running/test-counts.mjs", "countTests", [counted, succeeded])).value).toEqual(
    expected,
  );
});
