import { atOnce, mending, newProject, run, runIn, variables } from "../../support/gitlab/gitlab-jobs";
import type { Variables } from "../../support/gitlab/settings";

test.each<[string, Variables, string[]]>([
  ["preview", variables, ["npm run gitops -- preview --comment comment.md --not-previewed beyond-the-list"]],
  ["up", variables, ["npm run gitops -- up --lock-wait 600"]],
  ["drift", variables, ["npm run gitops -- drift"]],
  ["drift", mending, ["npm run gitops -- drift --mend"]],
  ["incident", variables, ["npm run gitops -- declare report --locate --ticket SEC-1"]],
  [
    "incident",
    atOnce,
    [
      "npm run gitops -- declare report --live-only --max-a-day 50 --ticket SEC-1",
      "npm run gitops -- up --skip-preview --max-a-day 50 --lock-wait 600",
      "npm run gitops -- proof declared",
      "npm run gitops -- declare report --locate --ticket SEC-1",
    ],
  ],
])("the lines of %s, with %j, run the one command", (name, given, commands) => {
  const { calls, handed, exitCode } = run(name, given);
  expect(exitCode).toBe(0);
  expect(calls.filter((call) => !call.startsWith("git ")).slice(0, 2)).toEqual([
    "npm ci --ignore-scripts",
    `pulumi login --oidc-token file://FILE --oidc-org acme${name === "preview" ? " --oidc-team revocations-preview" : ""}`,
  ]);
  const own = calls.filter((call) => call.startsWith("npm run") && !call.includes("find-comment"));
  expect(own).toEqual(commands);
  expect(handed[0]).toBe("an-oidc-token");
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

const notes = "https://gitlab.example.com/api/v4/projects/12/merge_requests/34/notes";

test("the result of a preview becomes a note of its merge request, which the next one replaces", () => {
  expect(run("preview").calls.at(-1)).toContain(`--form body=<comment.md ${notes}`);
  expect(run("preview", variables, { NOTE: "91" }).calls.slice(-2)).toEqual([
    "npm run --silent gitops -- find-comment notes.json --author project_12_bot",
    expect.stringContaining(`--request PUT --form body=<comment.md ${notes}/91`),
  ]);
});

test("a preview that fails is told in the merge request all the same", () => {
  const { exitCode, calls } = run("preview", variables, { FAILING: "-- preview" });
  expect([exitCode, calls.at(-1)]).toEqual([1, expect.stringContaining("/merge_requests/34/notes")]);
});

test("the list and the reports of a merge request are read by the default branch's own program, and nothing else of it is taken", () => {
  const project = newProject();
  project.propose({
    "revocations.yaml": "revocations: [proposed]\n",
    "reports/leaks.json": "[]\n",
    "package.json": '{ "scripts": { "gitops": "echo the code of the merge request" } }\n',
    "policy-config.json": "{}\n",
  });
  const { exitCode, calls } = runIn(project, "preview", variables);
  expect(exitCode).toBe(0);
  expect(project.textOf("revocations.yaml")).toBe("revocations: [proposed]\n");
  expect(project.has("reports/leaks.json")).toBe(true);
  expect(["package.json", "policy-config.json"].filter((file) => project.has(file))).toEqual([]);
  expect(project.textOf("beyond-the-list")).toBe("package.json\npolicy-config.json\n");
  // Before packages are installed, which the merge request could choose.
  const taken = calls.findIndex((call) => call.startsWith("git checkout --quiet --detach"));
  expect(taken).toBeGreaterThanOrEqual(0);
  expect(taken).toBeLessThan(calls.indexOf("npm ci --ignore-scripts"));
});

test("the reports that a merge request takes away are not there in its preview", () => {
  const project = newProject();
  project.merge({ "reports/leaks.json": "[]\n" });
  project.propose({ "revocations.yaml": "revocations: [proposed]\n", "reports/leaks.json": undefined });
  expect(runIn(project, "preview", variables).exitCode).toBe(0);
  expect(project.has("reports/leaks.json")).toBe(false);
});
