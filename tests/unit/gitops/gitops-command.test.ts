import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gitopsCommand } from "../../../gitops/gitops-command";
import { pulumiArguments } from "../../../gitops/pulumi-arguments";
import { isLocked } from "../../../gitops/recovery";
import type { CommandEnd } from "../../../gitops/run-command";

const token = "ddpat_1dm1op4lL89nV8pt94Tdk8";
const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), "gitops-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Stands in for the commands that are run; the real ones are run in tests/e2e. Each takes the next of its answers. */
async function run(args: string[], answers: Record<string, Partial<CommandEnd>[]> = {}, environment = {}) {
  const commands: string[] = [];
  let printed = "";
  let warned = "";
  let time = 0;
  const slept: number[] = [];
  const status = await gitopsCommand(args, {
    run: (command, given) => {
      commands.push([command, ...given].join(" "));
      const answer = answers[`${command} ${given[0] ?? ""}`]?.shift() ?? {};
      const output = answer.output ?? answer.stdout ?? "";
      return Promise.resolve({ exitCode: 0, stdout: "", ...answer, output });
    },
    print: (text) => (printed += text),
    warn: (text) => (warned += text),
    environment,
    now: () => time,
    sleep: (ms) => {
      slept.push(ms);
      time += ms;
      return Promise.resolve();
    },
  });
  return { status, commands, printed, warned, slept };
}

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

test("a preview that fails is told as such, and its comment is open", async () => {
  const comment = join(folder, "failed.md");
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
    "pulumi up --yes --non-interactive --color never --message by hand",
  ]);
});

test("an update that can't wait goes without a preview", async () => {
  const { commands } = await run(["up", "--skip-preview", "--message", "now"]);
  expect(commands).toEqual(["pulumi up --yes --skip-preview --non-interactive --color never --message now"]);
});

const locked = { exitCode: 255, output: "error: the stack is currently locked by 1 lock(s). Either wait" };

test("a lock is that of an interrupted run where one is told so: it is taken away, and the update is run again", async () => {
  const { status, commands } = await run(["up", "--recover", "--stack", "prod"], {
    "pulumi up": [locked, {}],
    "pulumi stack": [{ stdout: JSON.stringify({ deployment: { pending_operations: [{}] } }) }],
  });
  expect(status).toBe(0);
  expect(commands.map((command) => command.split(" ").slice(0, 3).join(" "))).toEqual([
    "git log -1",
    "pulumi up --yes",
    "pulumi cancel --yes",
    "pulumi stack export",
    "pulumi refresh --yes",
    "pulumi up --yes",
  ]);
  expect(commands[4]).toContain("--clear-pending-creates");
});

test("a stack that another run holds is waited for, and tried again", async () => {
  const { status, commands, slept, printed } = await run(["up", "--lock-wait", "25", "--message", "m"], {
    "pulumi up": [locked, locked, {}],
  });
  expect(status).toBe(0);
  expect(commands).toHaveLength(3);
  expect(slept).toEqual([10_000, 10_000]);
  expect(printed).toContain("Another run holds the stack: waiting for it, at most 25 s more.");
});

test("a lock that outlasts the wait is recovered from only where that is asked for", async () => {
  const answers = () => ({
    "pulumi up": [locked, locked, locked, locked],
    "pulumi stack": [{ stdout: "{}" }],
  });
  const patient = await run(["up", "--lock-wait", "25", "--message", "m"], answers());
  expect(patient).toMatchObject({ status: 1, slept: [10_000, 10_000, 5000] });
  const recovering = await run(["up", "--lock-wait", "25", "--recover", "--message", "m"], answers());
  expect(recovering.status).toBe(0);
  expect(recovering.commands.map((command) => command.split(" ", 2).join(" "))).toEqual([
    ...["pulumi up", "pulumi up", "pulumi up", "pulumi up"],
    ...["pulumi cancel", "pulumi stack", "pulumi up"],
  ]);
});

test("without being told so, a lock is somebody's, and stays", async () => {
  const { status, commands } = await run(["up"], { "pulumi up": [locked] });
  expect(status).toBe(1);
  expect(commands.filter((command) => command.startsWith("pulumi"))).toHaveLength(1);
});

test("recovery without anything pending asks nothing of Datadog", async () => {
  const { status, commands } = await run(["recover", "--stack", "prod"], {
    "pulumi stack": [{ stdout: JSON.stringify({ deployment: {} }) }],
  });
  expect(status).toBe(0);
  expect(commands).toEqual(["pulumi cancel --yes prod", "pulumi stack export --stack prod"]);
});

test("a recovery that fails is a failure", async () => {
  const { status } = await run(["recover"], {
    "pulumi cancel": [{ exitCode: 255, output: "error: forbidden" }],
  });
  expect(status).toBe(1);
});

test.each([
  ["a file backend's", locked.output, true],
  ["Pulumi Cloud's", "error: [409] Conflict: Another update is currently in progress.", true],
  ["another failure", "error: 403 Forbidden", false],
])("a lock is told from other failures: %s", (_, output, isLock) => {
  expect(isLocked({ exitCode: 255, output })).toBe(isLock);
});

const drift = {
  exitCode: 255,
  output: "error: no changes were expected for preview but changes were proposed",
};

test.each<[string, Partial<CommandEnd>[], string[], number]>([
  ["nothing has changed", [{}], [], 0],
  ["a token came back", [drift], [], 3],
  ["Datadog can't be asked", [{ exitCode: 255, output: "error: 401" }], ["--mend"], 1],
])("drift is told by the exit status: %s", async (_, answers, options, expected) => {
  const { status, commands } = await run(["drift", ...options], { "pulumi preview": answers });
  expect(status).toBe(expected);
  expect(commands).toEqual([
    "pulumi preview --diff --refresh --expect-no-changes --non-interactive --color never",
  ]);
});

test("drift is mended where that is asked for", async () => {
  const { status, commands } = await run(["drift", "--mend"], { "pulumi preview": [drift] });
  expect(status).toBe(0);
  expect(commands.at(-1)).toBe(
    "pulumi up --yes --refresh --non-interactive --color never --message Mend drift",
  );
});

async function listOf(text: string): Promise<string> {
  const file = join(folder, "revocations.yaml");
  await writeFile(file, text);
  return file;
}
async function reportOf(text: string): Promise<string> {
  const file = join(folder, "report.log");
  await writeFile(file, text);
  return file;
}

test("declare adds what a report names to the list, which stays as it is otherwise", async () => {
  const list = await listOf(`# the list\nrevocations:\n  - tokenId: ${tokenId} # by hand\n`);
  const report = await reportOf(
    `${token}_${"a1B2".repeat(9)}\nddpat_2ySDERb6wx1YqV1udJl61q\nddsat_3dJZ2IClhMOwsx0xC01NBK\n`,
  );
  const args = ["declare", report, "--list", list, "--ticket", "SEC-1", "--reason", "nightly scan"];
  const { status, printed, warned } = await run(args);
  expect(status).toBe(0);
  expect(printed).toBe(`+ ddpat_2ySDERb6wx1YqV1udJl61q\n= ${token} is in the list already\n`);
  expect(warned).toContain("ddsat_3dJZ2IClhMOwsx0xC01NBK is a service access token");
  expect(await readFile(list, "utf8")).toBe(
    `# the list\nrevocations:\n  - tokenId: ${tokenId} # by hand\n  - token: ddpat_2ySDERb6wx1YqV1udJl61q\n    reason: nightly scan; ${report}:2\n    ticket: SEC-1\n`,
  );
  const before = await readFile(list, "utf8");
  expect((await run(args)).status).toBe(0);
  expect(await readFile(list, "utf8")).toBe(before);
});

test.each(["revocations: []\n", "revocations:\n"])("declare adds to an empty list: %j", async (text) => {
  const list = await listOf(text);
  await run(["declare", await reportOf(token), "--list", list]);
  expect(await readFile(list, "utf8")).toMatch(
    /^revocations:\n {2}- token: ddpat_1dm1op4lL89nV8pt94Tdk8\n {4}reason: /,
  );
});

test("declare leaves a list with a mistake alone", async () => {
  const list = await listOf("revocations: [{token: x}]\n");
  const { status, warned } = await run(["declare", await reportOf(token), "--list", list]);
  expect(status).toBe(1);
  expect(warned).toContain("token: expected the token's public portion");
  expect(await readFile(list, "utf8")).toBe("revocations: [{token: x}]\n");
});

const resource = (outputs: object, type = "PersonalAccessTokenRevocation") => ({
  type: `pulumi-nodejs:dynamic/datadog:${type}`,
  outputs,
});
const exported = (...resources: object[]) => ({
  "pulumi stack": [{ stdout: JSON.stringify({ deployment: { resources } }) }],
});

test.each<[string, object[], number, string]>([
  [
    "revoked and verified",
    [
      resource({
        tokenId,
        status: "revoked",
        revokedAt: "2026-11-25T10:00:00.000Z",
        verifiedAt: "2026-11-25T10:00:01.000Z",
      }),
    ],
    0,
    `✓ ${token} (${tokenId}): revoked, revoked 2026-11-25T10:00:00.000Z, verified 2026-11-25T10:00:01.000Z\n`,
  ],
  [
    "not verified",
    [resource({ tokenId, status: "revoked" })],
    1,
    `✗ ${token} (${tokenId}): revoked, not verified\n`,
  ],
  ["armed", [resource({ tokenId, status: "armed" })], 1, `✗ ${token} (${tokenId}): armed, not verified\n`],
  ["not there", [], 1, `✗ ${token} (${tokenId}): not in the stack's record\n`],
])("proof says what the record says of each token of a report: %s", async (_, resources, expected, line) => {
  const { status, printed } = await run(["proof", await reportOf(token)], exported(...resources));
  expect({ status, printed }).toEqual({ status: expected, printed: line });
});

const alert = (number: number, secret: string) => ({
  number,
  secret_type: "datadog_personal_access_token",
  secret,
  html_url: `https://github.com/acme/app/security/secret-scanning/${number}`,
});

test("of GitHub's alerts those are proven whose tokens are verified as gone", async () => {
  const report = await reportOf(JSON.stringify([alert(7, token), alert(8, "ddpat_2ySDERb6wx1YqV1udJl61q")]));
  const proven = resource({ tokenId, status: "revoked", verifiedAt: "2026-11-25T10:00:01.000Z" });
  const { status, printed } = await run(["proof", report, "--alerts"], exported(proven));
  expect({ status, printed }).toEqual({ status: 0, printed: "7\n" });
});

test("where no alert is open, none is proven", async () => {
  const { status, printed } = await run(["proof", await reportOf("[]"), "--alerts"], exported());
  expect({ status, printed }).toEqual({ status: 0, printed: "" });
});

test.each<[string[], string]>([
  [[], "Say what to do: preview, up, drift, recover, declare, proof."],
  [["destroy"], "Say what to do"],
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
  for (const action of ["preview", "up", "upAtOnce", "drift", "mend"] as const)
    expect(pulumiArguments(action, { stack: undefined, policyPacks: [], policyConfig: undefined })).toEqual(
      expect.arrayContaining(["--non-interactive", "--color", "never"]),
    );
});
