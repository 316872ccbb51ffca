import { readFileSync } from "node:fs";
import { newProject } from "../../support/gitlab/gitlab-jobs";
import { type GitlabProject, pipelineFile } from "../../support/gitlab/gitlab-project";

const text = readFileSync(pipelineFile, "utf8");

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
  ["a merge request", { CI_DEFAULT_BRANCH: "main", CI_PIPELINE_SOURCE: "merge_request_event" }, ["preview"]],
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
