import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { capOfRun, stackSettings } from "../../../../cli/gitops/stack-settings";

const started = process.cwd();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stack-settings-"));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(started);
  rmSync(folder, { recursive: true });
});

/** The cap of a stack that has moved from one door to the other, and has the settings of both. */
function capWith(runtime: string) {
  writeFileSync(join(folder, "Pulumi.yaml"), `name: revocations\nruntime: ${runtime}\n`);
  const stdout = JSON.stringify({
    "datadog:maxRevocations": { value: "100" },
    "datadog-token-revocation:maxRevocations": { value: "25" },
  });
  const run = () => Promise.resolve({ exitCode: 0, output: stdout, stdout, stderr: "" });
  return capOfRun({}, () => stackSettings({ stack: undefined }, run));
}

test.each([
  ["yaml", 25, "25 a run (datadog-token-revocation:maxRevocations)"],
  ["nodejs", 100, "100 a run (datadog:maxRevocations)"],
])(
  "of a stack with the settings of both doors, a program in %s has the cap %d",
  async (runtime, left, name) => {
    expect(await capWith(runtime)).toEqual({ left, name });
  },
);
