import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { checkoutFolder } from "../../support/example-copy";
import { makeGitlabProject, type GitlabProject, type JobLines } from "../../support/gitops-gitlab-job";

const file = join(checkoutFolder, "examples/gitops/gitlab-ci/.gitlab-ci.yml");
const pipeline = parse(readFileSync(file, "utf8")) as Record<string, unknown>;
const job = (name: string) => pipeline[name] as JobLines;

let folder: string;
let project: GitlabProject;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gitops-gitlab-ci-"));
  project = makeGitlabProject(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The variables that GitLab sets, and the project's own. */
const variables = {
  CI_API_V4_URL: "https://gitlab.example.com/api/v4",
  CI_PROJECT_ID: "12",
  CI_PROJECT_URL: "https://gitlab.example.com/acme/revocations",
  CI_MERGE_REQUEST_IID: "34",
  CI_JOB_ID: "56",
  NOTES_TOKEN: "notes",
  PUSH_TOKEN: "push",
  REPORT_TOKEN: "read",
  REPORT_URL: "https://gitlab.example.com/api/v4/projects/7/jobs/8/artifacts/leaks.json",
  TICKET: "SEC-1",
};
const atOnce = { ...variables, REVOKE_AT_ONCE: "true" };
const run = (name: string, given: Record<string, string> = variables) => project.run(job(name), given);

test.each([
  ["preview", "-- preview", variables],
  ["up", "-- up", variables],
  ["drift", "-- drift", variables],
  ["drift", "-- drift", { ...variables, MEND_DRIFT: "true" }],
])("%s fails where its command %s fails", (name, FAILING, given) => {
  expect(run(name, given).exitCode).toBe(0);
  expect(run(name, { ...given, FAILING }).exitCode).toBe(1);
});

test("a preview that fails is told in the merge request all the same", () => {
  const { exitCode, calls } = run("preview", { ...variables, FAILING: "-- preview" });
  expect([exitCode, calls.at(-1)]).toEqual([1, expect.stringContaining("/merge_requests/34/notes")]);
});

test("an incident's branch holds what was declared, with the ticket, and asks for a merge request", () => {
  const { exitCode, output } = run("incident");
  expect([exitCode, output]).toEqual([0, expect.not.stringContaining("fatal")]);
  expect(project.onServer("show", "incident-56:revocations.yaml")).toContain("# what the scanner found");
  expect(project.onServer("log", "-1", "--format=%s by %an", "incident-56")).toBe(
    "SEC-1: revoke leaked tokens by revocations",
  );
  expect(project.onServer("diff", "--name-only", "main", "incident-56")).toBe("revocations.yaml");
  expect(project.pushOptions()).toMatch(
    /=merge_request.create\n.*=merge_request.title=SEC-1: revoke leaked tokens/,
  );
});

test("an incident leaves no report behind, whatever became of it", () => {
  run("incident");
  expect(project.has("report")).toBe(false);
  run("incident", { ...variables, FAILING: "-- declare" });
  expect(project.has("report")).toBe(false);
});

test("a list that has everything already is pushed as well, so that the ticket has a merge request", () => {
  const declaresNothing = job("incident").script.map((line) =>
    line.replace("declare report", "no-change report"),
  );
  expect(project.run({ script: declaresNothing }, variables).exitCode).toBe(0);
  expect(project.onServer("diff", "--name-only", "main", "incident-56")).toBe("");
});

test.each(["-- up", "-- proof"])(
  "where %s fails at once, the branch is pushed and the job fails",
  (FAILING) => {
    const { exitCode, output } = run("incident", { ...atOnce, FAILING });
    expect([exitCode, output]).toEqual([
      1,
      expect.stringContaining("Not every token is on record as verified."),
    ]);
    expect(project.onServer("branch", "--list", "incident-56")).toContain("incident-56");
  },
);

test("where up fails, nothing is proven", () => {
  const { calls } = run("incident", { ...atOnce, FAILING: "-- up" });
  expect(calls.join("\n")).not.toContain("-- proof");
});

test("a push that is refused keeps no token alive, and makes the job fail", () => {
  project.refusePushes();
  const { exitCode, calls } = run("incident", atOnce);
  expect(exitCode).toBe(1);
  expect(calls.slice(-2)).toEqual([
    "npm run gitops -- up --recover --skip-preview",
    "npm run gitops -- proof report",
  ]);
});

test("an incident can be tried again, on the same runner", () => {
  expect(run("incident", { ...atOnce, FAILING: "-- up" }).exitCode).toBe(1);
  expect(run("incident", { ...atOnce, CI_JOB_ID: "57" }).exitCode).toBe(0);
  expect(project.onServer("branch", "--list", "incident-*").split("\n")).toHaveLength(2);
});

test("a report that can't be fetched is no incident without a token", () => {
  const { exitCode, calls } = run("incident", { ...variables, FAILING: "--output report" });
  expect([exitCode, calls.length]).toEqual([expect.any(Number), 1]);
  expect(exitCode).not.toBe(0);
});

test.each([
  "https://elsewhere.example.com/api/v4/projects/7",
  "https://gitlab.example.com.elsewhere.example.com/report",
  "https://gitlab.example.com@elsewhere.example.com/report",
  "http://gitlab.example.com/report",
  "file:///etc/passwd",
])("the token for reports is not sent to %s", (REPORT_URL) => {
  const { exitCode, output, calls } = run("incident", { ...variables, REPORT_URL });
  expect([exitCode, output, calls]).toEqual([1, expect.stringContaining("no address of this GitLab"), []]);
});

test("the report is fetched through a redirect, with the one header that curl keeps from other hosts", () => {
  expect(run("incident").calls[0]).toBe(
    `curl --fail --silent --show-error --location --header Authorization: Bearer read --output report ${variables.REPORT_URL}`,
  );
});

test("git asks the job's own helper for the token of the push, and for no other", () => {
  const push =
    job("incident")
      .script.find((line) => line.includes("push "))
      ?.split(" push ")[0] ?? "";
  const settings = join(folder, "runner.gitconfig");
  writeFileSync(
    settings,
    `[credential]\n\thelper = "!printf 'username=runner\\\\npassword=another\\\\n';:"\n`,
  );
  const filled = execFileSync("bash", ["--norc", "-c", `${push} credential fill`], {
    cwd: folder,
    encoding: "utf8",
    input: "protocol=https\nhost=gitlab.example.com\n\n",
    env: { PATH: process.env["PATH"] ?? "", PUSH_TOKEN: "push", GIT_CONFIG_GLOBAL: settings },
  });
  expect(filled).toContain("username=revocations\npassword=push\n");
});
