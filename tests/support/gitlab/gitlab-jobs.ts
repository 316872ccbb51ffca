import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GitlabProject } from "./gitlab-project";
import type { JobEnd, Variables } from "./settings";

jest.setTimeout(60_000);

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "gitlab-ci-"))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder for the files of one test file, which end with it. */
export const jobsFolder = () => folder;

/** Makes a project whose end is that of the tests. */
export const newProject = () => new GitlabProject(mkdtempSync(join(folder, "project-")));

/** The variables that GitLab sets, and the project's own variables. */
export const variables = {
  PULUMI_OIDC_TOKEN: "an-oidc-token",
  CI_API_V4_URL: "https://gitlab.example.com/api/v4",
  CI_PROJECT_ID: "12",
  CI_MERGE_REQUEST_IID: "34",
  CI_JOB_ID: "56",
  CI_PIPELINE_IID: "78",
  NOTES_TOKEN: "notes",
  NOTES_AUTHOR: "project_12_bot",
  PUSH_TOKEN: "push",
  REPORT_TOKEN: "read",
  REPORT_URL: "https://gitlab.example.com/api/v4/projects/7/jobs/8/artifacts/leaks.json",
  TICKET: "SEC-1",
};
export const mending = { ...variables, MEND_DRIFT: "true" };
export const atOnce = { ...variables, REVOKE_AT_ONCE: "true" };

/** The events under which the jobs run. */
const eventOf: Record<string, Variables> = {
  preview: { CI_PIPELINE_SOURCE: "merge_request_event" },
  up: { CI_PIPELINE_SOURCE: "push", CI_COMMIT_BRANCH: "main" },
  drift: { CI_PIPELINE_SOURCE: "schedule", CI_COMMIT_BRANCH: "main" },
  incident: { CI_PIPELINE_SOURCE: "trigger", CI_COMMIT_BRANCH: "main" },
};
export const runIn = (project: GitlabProject, job: string, given: Variables, standIns: Variables = {}) =>
  project.run(job, { ...eventOf[job], ...(job === "preview" && project.mergeRequest), ...given }, standIns);

/** The calls of the lines of the job itself, or of its end. */
export const ownCalls = ({ calls }: JobEnd) =>
  calls.slice(calls.findIndex((call) => call.startsWith("pulumi login")) + 1);

const ended = new Map<string, { project: GitlabProject; end: JobEnd }>();

/** A job's end in a project of its own; the same run for all tests that ask about it. */
export function run(job: string, given: Variables = variables, standIns: Variables = {}) {
  const key = JSON.stringify([job, given, standIns]);
  const project = ended.get(key)?.project ?? newProject();
  const { end } = ended.get(key) ?? { end: runIn(project, job, given, standIns) };
  ended.set(key, { project, end });
  return { project, ...end };
}
