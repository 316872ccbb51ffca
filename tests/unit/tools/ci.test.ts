import { spawnSync } from "node:child_process";
import { mkdtemp, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { toolsFolder, writeCommand } from "./tool-process";

let commands: string;

beforeEach(async () => {
  commands = await realpath(await mkdtemp(join(tmpdir(), "ci-")));
  await symlink(process.execPath, join(commands, "node"));
});

afterEach(() => rm(commands, { recursive: true, force: true }));

/** Stands in for npm: `npm run <script> [-- … --outputFile=<path>]`. */
async function writeNpm(exitCodes: Record<string, number>, results: object | undefined): Promise<void> {
  const cases = Object.entries(exitCodes).map(([script, code]) => `${script}) exit ${code};;`);
  const write = results === undefined ? "" : `echo '${JSON.stringify(results)}' > "\${last#--outputFile=}"`;
  await writeCommand(
    commands,
    "npm",
    `for last; do :; done; if [ "$2" = test ]; then ${write || ":"}; fi; case "$2" in ${cases.join(" ")} esac`,
  );
}

function runCi(): { exitCode: number | null; lastLine: string | undefined } {
  const environment = { PATH: [commands, "/usr/bin", "/bin"].join(delimiter) };
  const { status, stdout } = spawnSync("bash", [join(toolsFolder, "../.ci/run")], {
    env: environment,
    encoding: "utf8",
  });
  return { exitCode: status, lastLine: stdout.trimEnd().split("\n").at(-1) };
}

const results = { numPassedTests: 7, numFailedTests: 0, numRuntimeErrorTestSuites: 0 };

test.each([
  ["everything passes", {}, results, 0, "7 passed, 0 failed"],
  ["the linters complain", { lint: 1 }, results, 1, "7 passed, 1 failed"],
  ["the linters and the type check complain", { lint: 1, typecheck: 2 }, results, 1, "7 passed, 2 failed"],
  ["tests fail", { test: 1 }, { ...results, numFailedTests: 3 }, 1, "7 passed, 3 failed"],
  ["the set-up of the tests fails", { test: 1 }, undefined, 1, "0 passed, 1 failed"],
  ["no test runs", {}, { ...results, numPassedTests: 0 }, 1, "0 passed, 1 failed"],
])("where %s, the last line and the exit code say so", async (_, exitCodes, left, exitCode, lastLine) => {
  await writeNpm(exitCodes, left);

  expect(runCi()).toEqual({ exitCode, lastLine });
});
