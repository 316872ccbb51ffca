import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { leakOf } from "../../../../fixtures/reports/leak";
import { FakeSites, stillClock } from "../../../../support/locate/datadog-sites";
import { gitIdentity } from "../../../../support/pipelines/git-identity";
import { runGitops as run } from "../../../../support/pipelines/gitops-run";

const leak = leakOf();
const portion = leak.text.split("_", 2).join("_");

let folder: string;
let list: string;
let report: string;
let repository: string;

/** A repository in whose history the token stands, and the report of a scan that masked it. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gitops-"));
  list = join(folder, "revocations.yaml");
  report = join(folder, "leaks.json");
  repository = join(folder, "app");
  mkdirSync(repository);
  const git = (...args: string[]) =>
    execFileSync("git", args, {
      cwd: repository,
      encoding: "utf8",
      env: { ...process.env, ...gitIdentity },
    }).trim();
  git("init", "--quiet");
  writeFileSync(join(repository, "deploy.sh"), `#!/bin/sh\nexport TOKEN=${leak.text}\n`);
  git("add", "--all");
  git("commit", "--quiet", "--message", "Deploy");
  const commit = git("rev-parse", "HEAD");
  writeFileSync(join(repository, "deploy.sh"), "#!/bin/sh\n");
  git("commit", "--quiet", "--all", "--message", "Take the token out");
  const finding = {
    RuleID: "datadog-personal-access-token",
    File: "deploy.sh",
    StartLine: 2,
    Commit: commit,
    Secret: "REDACTED",
    Match: "REDACTED",
  };
  writeFileSync(report, JSON.stringify([finding]));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  writeFileSync(list, "revocations: []\n");
});

test("declare looks up in the scanned repository, at the commit, what a report does not show", async () => {
  const masked = await run(["declare", report, "--list", list]);
  expect(masked.status).toBe(1);
  const { status, printed } = await run(["declare", report, "--list", list, "--source", repository]);
  expect({ status, printed }).toEqual({ status: 0, printed: `+ ${portion}\n` });
  expect(readFileSync(list, "utf8")).toContain(`token: ${portion}`);
  expect(readFileSync(list, "utf8")).not.toContain(leak.text);
});

test("proof asks for the tokens that stand in the scanned repository, too", async () => {
  const { status, printed } = await run(["proof", report, "--source", repository]);
  expect(status).toBe(1);
  expect(printed).toContain(`✗ ${portion} (${leak.tokenId}): not in the stack's record`);
});

test("a whole text that stands in the scanned repository proves possession", async () => {
  const sites = new FakeSites({ "datadoghq.eu": { live: [leak.text] } });
  const args = ["declare", report, "--list", list, "--source", repository, "--live-only"];
  const { status } = await run(args, {}, {}, { send: sites.send, clock: stillClock() });
  expect(status).toBe(0);
  expect(readFileSync(list, "utf8")).toContain(`token: ${portion}\n    site: datadoghq.eu`);
});
