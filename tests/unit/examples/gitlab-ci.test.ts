import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import Ajv from "ajv";
import { parse } from "yaml";
import { checkoutFolder } from "../../support/example-copy";

const text = readFileSync(join(checkoutFolder, "examples/gitops/gitlab-ci/.gitlab-ci.yml"), "utf8");
const schema = JSON.parse(
  readFileSync(join(checkoutFolder, "tests/fixtures/gitlab-ci.schema.json"), "utf8"),
) as object;

interface Job {
  extends?: string;
  rules: { if: string }[];
  script: string[];
  after_script?: string[];
  interruptible?: boolean;
  timeout?: string;
  environment?: unknown;
}
const pipeline = parse(text) as Record<string, unknown>;
const job = (name: string) => pipeline[name] as Job;
const jobs = ["preview", "up", "drift", "incident"];

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "gitlab-ci-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Runs a job's lines as a runner does, one after the other in one shell. `npm`, `git`, `curl` and `pulumi` are stand-ins
 * that record what they are called with: there is no GitLab here, and what is run are the lines themselves. What the
 * command behind them does is run in tests/e2e/github-actions.test.ts.
 */
function callsOf(name: string, variables: Record<string, string> = {}): string[] {
  run(name, variables);
  return calls();
}

const calls = () => readFileSync(join(folder, "calls"), "utf8").trim().split("\n");

/** @throws Error if a line fails, as the job then does. */
function run(name: string, variables: Record<string, string>): void {
  for (const command of ["npm", "git", "curl", "pulumi"]) {
    const script = `#!/bin/sh\necho "${command} $*" >> "$CALLS"\ncase "$*" in *"-- \${FAILING:-nothing}"*) exit 1;; esac\n`;
    writeFileSync(join(folder, command), script, { mode: 0o755 });
  }
  const { before_script: before } = pipeline["default"] as { before_script: string[] };
  const lines = [...before, ...job(name).script, ...(job(name).after_script ?? [])];
  const given = {
    PULUMI_OIDC_TOKEN: "an-oidc-token",
    PULUMI_ORGANIZATION: "acme",
    CI_API_V4_URL: "https://gitlab.example.com/api/v4",
    CI_PROJECT_ID: "12",
    CI_MERGE_REQUEST_IID: "34",
    CI_PROJECT_URL: "https://gitlab.example.com/acme/revocations",
    CI_JOB_ID: "56",
    NOTES_TOKEN: "notes",
    PUSH_TOKEN: "push",
    REPORT_TOKEN: "read",
    REPORT_URL: "https://gitlab.example.com/report",
    TICKET: "SEC-1",
    ...variables,
  };
  execFileSync("bash", ["--norc", "-euo", "pipefail", "-c", lines.join("\n")], {
    cwd: folder,
    env: {
      ...given,
      CALLS: join(folder, "calls"),
      PATH: [folder, process.env["PATH"] ?? ""].join(delimiter),
    },
    stdio: "ignore",
  });
}

test("GitLab's published schema has nothing to say of it", () => {
  const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
  expect([validate(pipeline), validate.errors]).toEqual([true, null]);
});

test.each<[string, Record<string, string>, string[]]>([
  ["preview", {}, ["npm run gitops -- preview --comment comment.md"]],
  ["up", {}, ["npm run gitops -- up --recover"]],
  ["drift", {}, ["npm run gitops -- drift"]],
  ["drift", { MEND_DRIFT: "true" }, ["npm run gitops -- drift --mend"]],
  ["incident", {}, ["npm run gitops -- declare report --ticket SEC-1"]],
  [
    "incident",
    { REVOKE_AT_ONCE: "true" },
    [
      "npm run gitops -- declare report --ticket SEC-1",
      "npm run gitops -- up --recover --skip-preview",
      "npm run gitops -- proof report",
    ],
  ],
])("the lines of %s, with %j, run the one command", (name, variables, commands) => {
  const calls = callsOf(name, variables);
  expect(calls.slice(0, 2)).toEqual(["pulumi login --oidc-token an-oidc-token --oidc-org acme", "npm ci"]);
  expect(calls.filter((call) => call.startsWith("npm run"))).toEqual(commands);
});

test("the result of a preview becomes a note of its merge request", () => {
  expect(callsOf("preview").at(-1)).toContain(
    "--form body=<comment.md https://gitlab.example.com/api/v4/projects/12/merge_requests/34/notes",
  );
});

test("an incident pushes a branch with a merge request, and its token is no argument", () => {
  const push = callsOf("incident").find((call) => call.includes(" push "));
  expect(push).toContain(
    "https://gitlab.example.com/acme/revocations.git incident-56 -o merge_request.create",
  );
  expect(push).not.toContain("password=push");
});

test.each(["declare", "up", "proof"])("an incident whose %s fails is a job that fails", (FAILING) => {
  expect(() => run("incident", { REVOKE_AT_ONCE: "true", FAILING })).toThrow();
  const isPushed = calls().some((call) => call.includes(" push "));
  expect(isPushed).toBe(FAILING !== "declare");
});

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
