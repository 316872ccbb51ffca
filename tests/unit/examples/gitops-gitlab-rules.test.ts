import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { checkoutFolder } from "../../support/example-copy";
import { jobsOf, ruleHolds, type Pipeline } from "../../support/gitops-gitlab-rules";

const file = join(checkoutFolder, "examples/gitops/gitlab-ci/.gitlab-ci.yml");
const pipeline = parse(readFileSync(file, "utf8")) as Pipeline & { workflow: { auto_cancel: object } };

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
  expect(jobsOf(pipeline, given)).toEqual(jobs);
});

test.each(["api", "pipeline", "web"])(
  "a report that comes from the source %s is refused, and does not end as a run that ignores it",
  (source) => {
    expect(jobsOf(pipeline, { ...withReport, CI_PIPELINE_SOURCE: source })).toBeUndefined();
  },
);

test("an expression that the test can't read is no guess", () => {
  expect(() => ruleHolds('$A == "1" || $B', {})).toThrow("doesn't read the expression");
});

test("a newer commit cancels previews, and nothing that waits to change the stack", () => {
  expect(pipeline.workflow.auto_cancel).toEqual({ on_new_commit: "interruptible" });
  const interruptible = Object.entries(pipeline).flatMap(([name, job]) =>
    (job as { interruptible?: boolean }).interruptible === true ? [name] : [],
  );
  expect(interruptible).toEqual(["preview"]);
});
