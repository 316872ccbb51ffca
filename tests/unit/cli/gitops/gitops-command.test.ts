import { writeFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pulumiArguments } from "../../../../cli/gitops/pulumi-arguments";
import type { CommandEnd } from "../../../../cli/gitops/run-command";
import { warnings } from "../../../../provider/messages/warnings";
import { outOfSightVariable } from "../../../../provider/schema/claim";
import { runGitops as run, type Answer } from "../../../support/pipelines/gitops-run";

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), "gitops-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a preview has the policies, and leaves its result for a comment", async () => {
  const comment = join(folder, "comment.md");
  const { status, commands } = await run(
    ["--policy-pack", "policy", "--policy-pack-config", "policy.json", "preview", "--comment", comment],
    { "pulumi preview": [{ output: "would revoke\n" }] },
    { PULUMI_STACK: "acme/prod" },
  );
  expect(status).toBe(0);
  expect(commands).toEqual([
    "pulumi preview --diff --non-interactive --color never --stack acme/prod --policy-pack policy --policy-pack-config policy.json",
  ]);
  expect(await readFile(comment, "utf8")).toBe(
    [
      "<!-- datadog-token-gitops -->",
      "### ✓ pulumi preview of acme/prod",
      "",
      "<details><summary>what it printed</summary>",
      "",
      "```",
      "would revoke",
      "```",
      "",
      "</details>",
      "",
    ].join("\n"),
  );
});

test("a preview that fails is told as such, and its comment is open, also in a folder that is not there yet", async () => {
  const comment = join(folder, "not", "there", "failed.md");
  const { status } = await run(["preview", "--comment", comment], {
    "pulumi preview": [{ exitCode: 255, output: "error: a ```fence``` in it" }],
  });
  expect(status).toBe(1);
  expect(await readFile(comment, "utf8")).toContain(
    "### ✗ pulumi preview\n\n<details open><summary>what it printed</summary>\n\n````\nerror: a ```fence``` in it\n````",
  );
});

test("what is too long for a comment loses its middle", async () => {
  const comment = join(folder, "long.md");
  await run(["preview", "--comment", comment], {
    "pulumi preview": [{ output: `begin${"x".repeat(100_000)}end` }],
  });
  const text = await readFile(comment, "utf8");
  expect(text.length).toBeLessThan(65_536);
  expect(text).toMatch(/begin[^]*characters left out[^]*end/);
});

test("an update has the commit's message", async () => {
  const { commands } = await run(["up"], { "git log": [{ stdout: "SEC-1: revoke\n" }] });
  expect(commands.at(-1)).toBe("pulumi up --yes --non-interactive --color never --message SEC-1: revoke");
});

test("an update outside a repository, or with a message of its own", async () => {
  expect((await run(["up"], { "git log": [{ exitCode: 128 }] })).commands.at(-1)).not.toContain("--message");
  expect((await run(["up", "--message", "by hand"])).commands).toEqual([
    "pulumi stack export",
    "pulumi up --yes --non-interactive --color never --message by hand",
  ]);
});

test("an update that can't wait goes without a preview", async () => {
  const { commands } = await run(["up", "--skip-preview", "--message", "now"]);
  expect(commands.at(-1)).toBe(
    "pulumi up --yes --skip-preview --non-interactive --color never --message now",
  );
});

const drift = {
  exitCode: 7,
  stderr: "error: no changes were expected for preview but changes were proposed",
};

const token = { tokenId: "35ef7728-4761-41dd-8a7b-f1112a26f840", site: "datadoghq.com" } as const;
const unseenWords = { stderr: `warning: ${warnings.outOfSight([token])}` };

/** A preview in which the provider tells that it could not look for every token, and which ends so. */
const unseenBefore = (end: Partial<CommandEnd>) => (environment: Readonly<Record<string, string>>) => {
  writeFileSync(environment[outOfSightVariable] ?? "", "");
  return end;
};
const unseen = unseenBefore(unseenWords);

test.each<[string, Answer[], string[], number]>([
  ["nothing has changed", [{}], [], 0],
  ["somebody's reason has the words of that warning", [unseenWords], [], 0],
  ["these credentials may not be shown a token", [unseen], [], 5],
  ["the same, and a person takes it for dead", [unseen], ["--accept-not-found"], 0],
  ["these may not be shown one token, and another came back", [unseenBefore(drift)], [], 3],
  ["a token came back", [drift], [], 3],
  ["Datadog can't be asked", [{ exitCode: 1, stderr: "error: 401" }], ["--mend"], 1],
  ["a report's file is named as Pulumi's words for drift", [{ ...drift, exitCode: 1 }], ["--mend"], 1],
])("drift is told by the exit status: %s", async (_, answers, options, expected) => {
  const { status, commands } = await run(["drift", ...options], { "pulumi preview": answers });
  expect(status).toBe(expected);
  expect(commands).toEqual([
    "pulumi preview --diff --refresh --run-program --expect-no-changes --non-interactive --color never",
    // Of drift it is told which part of it is a list that lacks what is on record.
    ...(expected === 3 ? ["pulumi stack export"] : []),
  ]);
});

test("drift is mended where that is asked for", async () => {
  const { status, commands } = await run(["drift", "--mend"], { "pulumi preview": [drift] });
  expect(status).toBe(0);
  expect(commands.at(-1)).toBe(
    "pulumi up --yes --refresh --run-program --non-interactive --color never --message Mend drift",
  );
});

test("drift that was mended is told apart from what could not be looked for", async () => {
  const { status, warned } = await run(["drift", "--mend"], { "pulumi preview": [unseenBefore(drift)] });
  expect(status).toBe(5);
  expect(warned).toContain("Not every token could be looked for: see the warning above.");
});

test.each<[string[], string]>([
  [[], "Say what to do: preview, up, drift, recover, declare, proof, find-comment, doctor, init."],
  [["destroy"], 'There is no action "destroy". Say what to do: preview, up'],
  [
    [`ddpat_${"a".repeat(22)}_${"b".repeat(36)}`],
    "There is no action (a text of 65 characters, not shown: it may be a credential). Say what to do",
  ],
  [["declare"], "declare takes one report."],
  [["up", "report.json"], "up takes no file."],
  [["up", "--lock-wait", "soon"], '--lock-wait takes a whole number of seconds, not "soon".'],
  [["up", "--force"], "Unknown option '--force'"],
])("%j is a wrong command line", async (args, problem) => {
  const { status, warned } = await run(args);
  expect(status).toBe(2);
  expect(warned).toContain(problem);
  expect(warned).toContain("See datadog-token-gitops --help.");
});

test("--help runs nothing", async () => {
  const { status, commands, printed } = await run(["--help"]);
  expect({ status, commands }).toEqual({ status: 0, commands: [] });
  expect(printed).toContain("Usage: datadog-token-gitops");
});

test("what each action asks of Pulumi needs no terminal", () => {
  for (const action of ["preview", "up", "upAtOnce", "drift", "mend"] as const) {
    expect(pulumiArguments(action, { stack: undefined, policyPacks: [], policyConfig: undefined })).toEqual(
      expect.arrayContaining(["--non-interactive", "--color", "never"]),
    );
  }
});
