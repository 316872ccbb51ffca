import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { pipelineFile } from "../../support/gitlab/gitlab-project";

interface Job {
  extends?: string;
  rules: { if: string }[];
  interruptible?: boolean;
  timeout?: string;
  environment?: unknown;
}
const pipeline = parse(readFileSync(pipelineFile, "utf8")) as Record<string, unknown>;
const job = (name: string) => pipeline[name] as Job;
const jobs = ["preview", "up", "drift", "incident"];

test("a merge can wait for approval, an alarm and an incident do not", () => {
  expect(job("up").environment).toBe("revocations");
  for (const name of ["drift", "incident"]) {
    expect(job(name).environment).toEqual({ name: "revocations", action: "access" });
  }
});

test.each([
  ["preview", '$CI_PIPELINE_SOURCE == "merge_request_event"'],
  [
    "up",
    '$CI_PIPELINE_SOURCE != "schedule" && $CI_PIPELINE_SOURCE != "trigger" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH',
  ],
  ["drift", '$CI_PIPELINE_SOURCE == "schedule" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH'],
  ["incident", '$CI_PIPELINE_SOURCE == "trigger" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH'],
])("%s runs where it has to, and nowhere else", (name, rule) => {
  expect(job(name).rules).toEqual([{ if: rule }]);
});

test("no job that changes the stack is cut off, and one runs at a time", () => {
  expect(pipeline[".changes-the-stack"]).toMatchObject({
    resource_group: "revocations",
    interruptible: false,
  });
  for (const name of jobs) {
    expect(job(name).timeout).toBeUndefined();
    expect(job(name).extends).toBe(name === "preview" ? undefined : ".changes-the-stack");
  }
});

test("a newer commit cancels previews, and nothing that waits to change the stack", () => {
  const { auto_cancel: cancels } = pipeline["workflow"] as { auto_cancel: object };
  expect(cancels).toEqual({ on_new_commit: "interruptible" });
  const interruptible = Object.keys(pipeline).filter((name) => job(name).interruptible === true);
  expect(interruptible).toEqual(["preview"]);
});
