import { tokenId } from "../../support/engine/incident";
import { listText as list } from "../../support/pipelines/list-text";
import type { NewFiles } from "../../support/pipelines/program/new-files";
import { TeamRuns } from "../../support/pipelines/team-runs";

jest.setTimeout(240_000);

let runs: TeamRuns;
beforeAll(async () => (runs = await TeamRuns.start()));
afterAll(() => runs.end());
afterEach(async () => {
  expect(runs.linesWithSecrets()).toEqual([]);
  await runs.team.checkOutMain();
});

/** Proposes files' new texts, and runs the workflow for the pull request. */
async function propose(files: NewFiles) {
  const proposed = await runs.team.propose("SEC-1: revoke the token in the CI log", files);
  const payload = { pull_request: proposed };
  const end = await runs.run({ workflow: "pull-request", event: "pull_request", payload });
  const comment = (await runs.team.github.calls()).at(-1) ?? [];
  return { ...end, comment, text: comment.find((part) => part.startsWith("<!--")) ?? "" };
}
const entry = (more: string) => list(`{token: ddpat_${runs.alias(tokenId)}, ${more}}`);

test("a pull request is previewed, and the comment shows what its merge would revoke", async () => {
  const { succeeded, comment, text } = await propose({
    "revocations.yaml": entry("reason: in a CI log, ticket: SEC-1"),
  });
  expect(succeeded).toBe(true);
  expect(comment.slice(0, 3)).toEqual(["api", "--method", "POST"]);
  expect(comment[3]).toMatch(/\/issues\/5\/comments$/);
  expect(text).toContain("### ✓ pulumi preview of prod");
  expect(text).toContain(`| \`${tokenId}\` | datadoghq.com | new, to be revoked |`);
  expect(await runs.team.github.artifact()).toContain(`${tokenId} on datadoghq.com: new, to be revoked`);
  expect(runs.deletes()).toEqual([]);
});

test("the comment of an earlier run is replaced, and nobody else's", async () => {
  const mark = "<!-- datadog-token-gitops -->\n";
  await runs.team.github.earlierComments([
    { id: 11, body: `${mark}an earlier run`, user: { login: "github-actions[bot]" } },
    { id: 12, body: `${mark}a copy of it`, user: { login: "somebody" } },
    { id: 13, body: "another workflow", user: { login: "github-actions[bot]" } },
  ]);
  const { comment } = await propose({ "revocations.yaml": entry("reason: again, ticket: SEC-1") });
  await runs.team.github.earlierComments([]);
  expect(comment.slice(0, 3)).toEqual(["api", "--method", "PATCH"]);
  expect(comment[3]).toMatch(/\/issues\/comments\/11$/);
});

test("a pull request with a mistake can't be merged, and the comment says why", async () => {
  const { succeeded, text } = await propose({ "revocations.yaml": entry("revokeOn: never") });
  expect(succeeded).toBe(false);
  expect(text).toContain("### ✗ pulumi preview of prod");
  expect(text).toContain("revokeOn: expected create, delete or both");
});

test("a pull request that a policy refuses can't be merged, though it takes the policy away", async () => {
  const { succeeded, log, text } = await propose({
    "revocations.yaml": entry("reason: r"),
    "package.json": JSON.stringify({ name: "x", scripts: { gitops: "datadog-token-gitops" } }),
    "policy-config.json": JSON.stringify({ "require-reason-and-ticket": "disabled" }),
  });
  expect(succeeded).toBe(false);
  expect(log).toContain(`token ${tokenId} has no ticket`);
  expect(text).toContain("- `package.json`\n- `policy-config.json`\n");
});

test("a pull request with more new revocations than the cap fails in its preview, though it lifts the cap", async () => {
  const many = Array.from(
    { length: 26 },
    (_, index) => `{tokenId: 00000000-0000-4000-8000-0000000000${index + 10}, reason: r, ticket: SEC-9}`,
  );
  const { succeeded, log, text } = await propose({
    "revocations.yaml": list(...many),
    "Pulumi.prod.yaml": "config:\n  datadog:maxRevocations: '1000'\n",
  });
  expect(succeeded).toBe(false);
  expect(log).toContain("26 new revocations in revocations.yaml, and datadog:maxRevocations allows 25.");
  expect(text).toContain("- `Pulumi.prod.yaml`\n");
  expect(runs.deletes()).toEqual([]);
});

test("nothing of a pull request's own code is run", async () => {
  const { succeeded, log } = await propose({
    "revocations.yaml": entry("reason: in a CI log, ticket: SEC-1"),
    "index.ts": 'console.log("the code of the pull request");\n',
    "package.json": JSON.stringify({
      name: "x",
      scripts: {
        gitops: "echo the code of the pull request",
        preinstall: "echo the code of the pull request",
      },
    }),
    ".npmrc": "ignore-scripts=false\nscript-shell=./shell\n",
    shell: "#!/bin/sh\necho the code of the pull request\n",
    "Pulumi.yaml": "name: datadog-token-revocation\nmain: policy\nruntime: nodejs\n",
    "policy/index.js": 'console.log("the code of the pull request");\n',
  });
  expect(succeeded).toBe(true);
  expect(log).not.toContain("the code of the pull request");
});

test("a pull request that makes its list a link to the environment of the preview is shown nothing of it", async () => {
  const { succeeded, text } = await propose({ "revocations.yaml": { linkTo: "/proc/self/environ" } });
  expect(succeeded).toBe(false);
  expect(text).toContain("revocations.yaml is no list: it is a file of the system");
  expect(text).not.toContain("PATH=");
});
