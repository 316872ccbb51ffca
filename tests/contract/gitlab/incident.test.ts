import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import {
  atOnce,
  jobsFolder,
  newProject,
  ownCalls,
  run,
  runIn,
  variables,
} from "../../support/gitlab/gitlab-jobs";
import { pipelineFile } from "../../support/gitlab/gitlab-project";

const pipeline = parse(readFileSync(pipelineFile, "utf8")) as Record<string, { script: string[] }>;

test("an incident pushes a branch with a merge request, and its token is no argument", () => {
  const push = run("incident").calls.find((call) => call.includes(" push "));
  expect(push).toContain(
    "https://gitlab.example.com/acme/revocations.git incident-56 -o merge_request.create",
  );
  expect(push).not.toContain("password=push");
});

test("an incident's branch holds what was declared, with the ticket, and asks for a merge request", () => {
  const { exitCode, output, project } = run("incident");
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
  expect(run("incident").project.has("report")).toBe(false);
  expect(run("incident", atOnce, { FAILING: "-- declare" }).project.has("report")).toBe(false);
});

test("a list that has everything already is pushed as well, so that the ticket has a merge request", () => {
  const { exitCode, project } = run("incident", variables, { DECLARED_ALREADY: "1" });
  expect(exitCode).toBe(0);
  expect(project.onServer("diff", "--name-only", "main", "incident-56")).toBe("");
});

test("an incident of which nothing can be declared is a job that fails", () => {
  const { exitCode, calls } = run("incident", atOnce, { FAILING: "-- declare" });
  expect(exitCode).toBe(1);
  expect(calls.some((call) => call.includes(" push "))).toBe(false);
});

test("where something that lives is above the limit, what was declared is revoked, and the rest waits in the branch", () => {
  const { exitCode, calls, project } = run("incident", atOnce, { FAILING: "--live-only" });
  expect(exitCode).toBe(1);
  expect(calls).toContain("npm run gitops -- up --skip-preview --max-a-day 50 --lock-wait 600");
  expect(calls).toContain("npm run gitops -- declare report --locate --ticket SEC-1");
  expect(project.onServer("branch", "--list", "incident-56")).toContain("incident-56");
});

test("where another incident has used up the day's limit since, what fitted is proven, and the job fails", () => {
  const { exitCode, calls } = run("incident", atOnce, { FAILING: "-- up", FAILING_WITH: "4" });
  expect(exitCode).toBe(1);
  expect(calls).toContain("npm run gitops -- proof declared");
});

test("an incident without a ticket has its pipeline's number", () => {
  const { TICKET: _, ...without } = variables;
  expect(run("incident", without).calls).toContain(
    "npm run gitops -- declare report --locate --ticket INCIDENT-78",
  );
});

test.each([
  ["SEC-1 [skip ci]\nfixes #1", "SEC-1--skip-ci--fixes--1"],
  ["--list=x", "list-x"],
  ["[]", "INCIDENT-78"],
])("the ticket %j is no command in the message of a commit, and no option", (TICKET, shown) => {
  const { exitCode, project } = run("incident", { ...variables, TICKET });
  expect(exitCode).toBe(0);
  expect(project.onServer("log", "-1", "--format=%B", "incident-56")).toBe(`${shown}: revoke leaked tokens`);
});

test("the number of a pipeline that has no ticket is no command, either, whatever a trigger calls it", () => {
  const { exitCode, project } = run("incident", {
    ...variables,
    TICKET: "",
    CI_PIPELINE_IID: "7 [skip ci]\nfixes #1",
  });
  expect(exitCode).toBe(0);
  const subject = project.onServer("log", "-1", "--format=%B", "incident-56");
  expect(subject).toBe("INCIDENT-7--skip-ci--fixes--1: revoke leaked tokens");
});

test("the team sets the limit of a day", () => {
  const { calls } = run("incident", { ...atOnce, MAX_A_DAY: "3" });
  expect(calls).toContain("npm run gitops -- declare report --live-only --max-a-day 3 --ticket SEC-1");
});

test.each(["-- up", "-- proof", "--locate"])(
  "where %s fails at once, the branch is pushed and the job fails",
  (FAILING) => {
    const { exitCode, output, project } = run("incident", atOnce, { FAILING });
    expect([exitCode, output]).toEqual([
      1,
      expect.stringContaining("> Not all that lives is on record as verified."),
    ]);
    expect(project.onServer("branch", "--list", "incident-56")).toContain("incident-56");
  },
);

test("where up fails, nothing is proven", () => {
  const { calls } = run("incident", atOnce, { FAILING: "-- up" });
  expect(calls.join("\n")).not.toContain("-- proof");
});

test("a push that is refused keeps no token alive, and makes the job fail", () => {
  const project = newProject();
  project.refusePushes();
  const { exitCode, calls } = runIn(project, "incident", atOnce);
  expect(exitCode).toBe(1);
  expect(calls.filter((call) => !call.startsWith("git ")).slice(-3)).toEqual([
    "npm run gitops -- up --skip-preview --max-a-day 50 --lock-wait 600",
    "npm run gitops -- proof declared",
    "npm run gitops -- declare report --locate --ticket SEC-1",
  ]);
});

test("an incident can be tried again, on the same runner", () => {
  const { project, exitCode } = run("incident", atOnce, { FAILING: "-- up" });
  expect(exitCode).toBe(1);
  expect(runIn(project, "incident", { ...atOnce, CI_JOB_ID: "57" }).exitCode).toBe(0);
  expect(project.onServer("branch", "--list", "incident-*").split("\n")).toHaveLength(2);
});

test("a report that can't be fetched is no incident without a token", () => {
  const end = run("incident", variables, { FAILING: "--output report" });
  expect([end.exitCode, ownCalls(end).length]).toEqual([1, 1]);
});

test.each([
  "https://elsewhere.example.com/api/v4/projects/7",
  "https://gitlab.example.com.elsewhere.example.com/report",
  "https://gitlab.example.com@elsewhere.example.com/report",
  "http://gitlab.example.com/report",
  "file:///etc/passwd",
])("the token for reports is not sent to %s", (REPORT_URL) => {
  const end = run("incident", { ...variables, REPORT_URL });
  expect([end.exitCode, end.output, ownCalls(end)]).toEqual([
    1,
    expect.stringContaining("> REPORT_URL is no address of this GitLab"),
    [],
  ]);
});

test("what a trigger says of GitLab's own addresses moves neither the token for reports nor that of the push", () => {
  const elsewhere = {
    CI_API_V4_URL: "https://elsewhere.example.com/api/v4",
    CI_SERVER_URL: "https://elsewhere.example.com",
    CI_PROJECT_URL: "https://elsewhere.example.com/acme/revocations",
    CI_REPOSITORY_URL: "https://elsewhere.example.com/acme/revocations.git",
  };
  const report = { REPORT_URL: "https://elsewhere.example.com/api/v4/projects/7" };
  const fetched = run("incident", { ...variables, ...elsewhere, ...report });
  expect([fetched.exitCode, ownCalls(fetched)]).toEqual([1, []]);
  const { exitCode, calls } = run("incident", { ...variables, ...elsewhere });
  expect(exitCode).toBe(0);
  expect(calls.find((call) => call.includes(" push "))).toContain(
    "https://gitlab.example.com/acme/revocations.git",
  );
});

test("the report is fetched through a redirect, with the one header that curl keeps from other hosts", () => {
  const end = run("incident");
  expect(end.handed).toContain("Authorization: Bearer read");
  expect(ownCalls(end)[0]).toBe(
    `curl --fail --silent --show-error --location --header @FILE --output report ${variables.REPORT_URL}`,
  );
});

test("git asks the job's own helper for the token of the push, and for no other", () => {
  const push = pipeline["incident"]?.script.find((line) => line.includes("push "))?.split(" push ")[0] ?? "";
  const settings = join(jobsFolder(), "runner.gitconfig");
  writeFileSync(
    settings,
    `[credential]\n\thelper = "!printf 'username=runner\\\\npassword=another\\\\n';:"\n`,
  );
  const filled = execFileSync("bash", ["--norc", "-c", `${push} credential fill`], {
    cwd: jobsFolder(),
    encoding: "utf8",
    input: "protocol=https\nhost=gitlab.example.com\n\n",
    env: { PATH: process.env["PATH"] ?? "", PUSH_TOKEN: "push", GIT_CONFIG_GLOBAL: settings },
  });
  expect(filled).toContain("username=revocations\npassword=push\n");
});
