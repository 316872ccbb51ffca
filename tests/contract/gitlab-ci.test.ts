import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import {
  GitlabProject,
  pipelineFile,
  type JobEnd,
  type Variables,
} from "../support/pipelines/gitlab-project";

jest.setTimeout(60_000);

const text = readFileSync(pipelineFile, "utf8");
const pipeline = parse(text) as Record<string, { script: string[] }>;

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "gitlab-ci-"))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const newProject = () => new GitlabProject(mkdtempSync(join(folder, "project-")));

describe("the file", () => {
  let project: GitlabProject;
  beforeAll(() => (project = newProject()));

  test("GitLab's published schema has nothing to say of it", () => {
    const { exitCode, output } = project.validate(text);
    expect([exitCode, output]).toEqual([0, expect.stringContaining("json schema validated")]);
  });

  test("GitLab's published schema has something to say of a key that GitLab does not know", () => {
    const { exitCode, output } = project.validate(text.replace("resource_group:", "resource_groups:"));
    expect([exitCode, output]).toEqual([1, expect.stringContaining("resource_groups")]);
  });

  const onMain = { CI_DEFAULT_BRANCH: "main", CI_COMMIT_BRANCH: "main" };
  const onBranch = { CI_DEFAULT_BRANCH: "main", CI_COMMIT_BRANCH: "fix" };
  const withReport = { ...onMain, REPORT_URL: "https://gitlab.example.com/report" };

  test.each<[string, Record<string, string>, string[] | undefined]>([
    [
      "a merge request",
      { CI_DEFAULT_BRANCH: "main", CI_PIPELINE_SOURCE: "merge_request_event" },
      ["preview"],
    ],
    ["a merge", { ...onMain, CI_PIPELINE_SOURCE: "push" }, ["up"]],
    ["Run pipeline", { ...onMain, CI_PIPELINE_SOURCE: "web" }, ["up"]],
    ["the schedule", { ...onMain, CI_PIPELINE_SOURCE: "schedule" }, ["drift"]],
    ["a scanner's trigger", { ...withReport, CI_PIPELINE_SOURCE: "trigger" }, ["incident"]],
    ["a push to another branch", { ...onBranch, CI_PIPELINE_SOURCE: "push" }, undefined],
    ["a tag", { CI_DEFAULT_BRANCH: "main", CI_COMMIT_TAG: "v1", CI_PIPELINE_SOURCE: "push" }, undefined],
    ["a schedule on another branch", { ...onBranch, CI_PIPELINE_SOURCE: "schedule" }, []],
    ["a trigger on another branch", { ...onBranch, CI_PIPELINE_SOURCE: "trigger" }, []],
  ])("%s, with %j, makes the pipeline %j", (_event, given, jobs) => {
    expect(project.jobsOf(given)).toEqual(jobs);
  });

  test.each(["api", "pipeline", "web"])(
    "a report that comes from the source %s is refused, and does not end as a run that ignores it",
    (source) => {
      expect(project.jobsOf({ ...withReport, CI_PIPELINE_SOURCE: source })).toBeUndefined();
    },
  );
});

/** The variables that GitLab sets, and the project's own variables. */
const variables = {
  PULUMI_OIDC_TOKEN: "an-oidc-token",
  PULUMI_ORGANIZATION: "acme",
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
const mending = { ...variables, MEND_DRIFT: "true" };
const atOnce = { ...variables, REVOKE_AT_ONCE: "true" };

/** The events under which the jobs run. */
const eventOf: Record<string, Variables> = {
  preview: { CI_PIPELINE_SOURCE: "merge_request_event" },
  up: { CI_PIPELINE_SOURCE: "push", CI_COMMIT_BRANCH: "main" },
  drift: { CI_PIPELINE_SOURCE: "schedule", CI_COMMIT_BRANCH: "main" },
  incident: { CI_PIPELINE_SOURCE: "trigger", CI_COMMIT_BRANCH: "main" },
};
const runIn = (project: GitlabProject, job: string, given: Variables, standIns: Variables = {}) =>
  project.run(job, { ...eventOf[job], ...given }, standIns);

/** The calls of the lines of the job itself, or of its end. */
const ownCalls = ({ calls }: JobEnd) => calls.slice(2);

const ended = new Map<string, { project: GitlabProject; end: JobEnd }>();

/** A job's end in a project of its own; the same run for all tests that ask about it. */
function run(job: string, given: Variables = variables, standIns: Variables = {}) {
  const key = JSON.stringify([job, given, standIns]);
  const project = ended.get(key)?.project ?? newProject();
  const { end } = ended.get(key) ?? { end: runIn(project, job, given, standIns) };
  ended.set(key, { project, end });
  return { project, ...end };
}

test.each<[string, Variables, string[]]>([
  ["preview", variables, ["npm run gitops -- preview --comment comment.md"]],
  ["up", variables, ["npm run gitops -- up --recover"]],
  ["drift", variables, ["npm run gitops -- drift"]],
  ["drift", mending, ["npm run gitops -- drift --mend"]],
  ["incident", variables, ["npm run gitops -- declare report --locate --ticket SEC-1"]],
  [
    "incident",
    atOnce,
    [
      "npm run gitops -- declare report --live-only --max-a-day 50 --ticket SEC-1",
      "npm run gitops -- up --recover --skip-preview",
      "npm run gitops -- proof declared",
      "npm run gitops -- declare report --locate --ticket SEC-1",
    ],
  ],
])("the lines of %s, with %j, run the one command", (name, given, commands) => {
  const { calls, exitCode } = run(name, given);
  expect(exitCode).toBe(0);
  expect(calls.slice(0, 2)).toEqual(["pulumi login --oidc-token an-oidc-token --oidc-org acme", "npm ci"]);
  expect(calls.filter((call) => call.startsWith("npm run"))).toEqual(commands);
});

test.each([
  ["preview", "-- preview", variables],
  ["up", "-- up", variables],
  ["drift", "-- drift", variables],
  ["drift", "-- drift", mending],
])("%s fails where its command %s fails", (name, FAILING, given) => {
  expect(run(name, given).exitCode).toBe(0);
  expect(run(name, given, { FAILING }).exitCode).toBe(1);
});

test("the result of a preview becomes a note of its merge request", () => {
  expect(run("preview").calls.at(-1)).toContain(
    "--form body=<comment.md https://gitlab.example.com/api/v4/projects/12/merge_requests/34/notes",
  );
});

test("a preview that fails is told in the merge request all the same", () => {
  const { exitCode, calls } = run("preview", variables, { FAILING: "-- preview" });
  expect([exitCode, calls.at(-1)]).toEqual([1, expect.stringContaining("/merge_requests/34/notes")]);
});

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
  expect(calls).toContain("npm run gitops -- up --recover --skip-preview");
  expect(calls).toContain("npm run gitops -- declare report --locate --ticket SEC-1");
  expect(project.onServer("branch", "--list", "incident-56")).toContain("incident-56");
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
    "npm run gitops -- up --recover --skip-preview",
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

test("the report is fetched through a redirect, with the one header that curl keeps from other hosts", () => {
  expect(ownCalls(run("incident"))[0]).toBe(
    `curl --fail --silent --show-error --location --header Authorization: Bearer read --output report ${variables.REPORT_URL}`,
  );
});

test("git asks the job's own helper for the token of the push, and for no other", () => {
  const push = pipeline["incident"]?.script.find((line) => line.includes("push "))?.split(" push ")[0] ?? "";
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
