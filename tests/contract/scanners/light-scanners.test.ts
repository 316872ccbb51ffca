import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkoutFolder } from "../../support/engine/example-copy";

jest.setTimeout(240_000);

const command = join(checkoutFolder, "tools/scanners.mjs");

/** The command of `npm run scanners`, for some of them, as it prints its table. */
function run(scanners: readonly string[], environment: NodeJS.ProcessEnv = process.env) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...scanners], {
    encoding: "utf8",
    env: environment,
  });
  return { status, stdout, stderr };
}

/** A row of the table; a machine may have a gitleaks of its own, and all others are brought in the version that is pinned. */
const withoutOwnVersion = (row: string) => row.replace(/^([|] gitleaks [|]) \S+/, "$1");

const everything = { found: "5 of 5", missed: "–" };
const filesAlone = { found: "3 of 5", missed: "in base64, in history alone" };

test.each([
  ["gitleaks", everything, "5", "5"],
  ["betterleaks", everything, "5", "5"],
  ["kingfisher", everything, "5", "5"],
  ["secretlint", filesAlone, "3", "3"],
  ["detect-secrets", filesAlone, "3 (`--source`)", "3"],
])(
  "of %s, run with the rules of the examples, every token is read with its place, a masked one is told, and docs/scanners.md says so",
  (scanner, { found, missed }, read, placed) => {
    const { status, stdout, stderr } = run([scanner]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const row = stdout.trim().split("\n").at(-1) ?? "";
    const [, name, , , ...cells] = row.split("|").map((cell) => cell.trim());
    expect([name, ...cells]).toEqual([scanner, found, missed, "0 of 7", read, placed, "told", ""]);
    const page = readFileSync(join(checkoutFolder, "docs/scanners.md"), "utf8").split("\n");
    expect(page.map(withoutOwnVersion)).toContain(withoutOwnVersion(row));
  },
);

test("where a scanner is missing, the command fails and says how to get it", () => {
  const folder = mkdtempSync(join(tmpdir(), "git-alone-"));
  try {
    const git = spawnSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).stdout.trim();
    symlinkSync(git, join(folder, "git"));
    const { status, stdout, stderr } = run(["kingfisher"], { PATH: folder });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(
      /^\[set-up\] kingfisher is missing [^\n]+ `npm test` brings the light scanners, `npm run scanners` all of them\.\n$/,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a scanner that is not known is refused, and those that are known are named", () => {
  expect(run(["grep"]).stderr).toBe(
    '[set-up] There is no scanner "grep": gitleaks, betterleaks, kingfisher, secretlint, detect-secrets, trufflehog, semgrep, trivy.\n',
  );
});
