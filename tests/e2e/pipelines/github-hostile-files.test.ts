import { existsSync } from "node:fs";
import { join } from "node:path";
import { otherTokenId, tokenId } from "../../support/engine/incident";
import { gitleaksReportOf } from "../../support/leaks/gitleaks-report";
import { listText as list } from "../../support/pipelines/list-text";
import type { NewFiles } from "../../support/pipelines/program/new-files";
import { TeamRuns } from "../../support/pipelines/team-runs";

jest.setTimeout(240_000);

let runs: TeamRuns;
beforeAll(async () => (runs = await TeamRuns.start()));
afterAll(() => runs.end());
afterEach(async () => {
  expect(runs.linesWithSecrets()).toEqual([]);
  expect(runs.deletes()).toEqual([]);
  await runs.team.checkOutMain();
});

async function preview(pullRequest: object) {
  const end = await runs.run({
    workflow: "pull-request",
    event: "pull_request",
    payload: { pull_request: pullRequest },
  });
  const comment = (await runs.team.github.calls()).at(-1) ?? [];
  return { ...end, text: comment.find((part) => part.startsWith("<!--")) ?? "" };
}
const message = "SEC-1: revoke the token in the CI log";
const propose = async (files: NewFiles) => preview(await runs.team.propose(message, files));
const entry = (more: string) => `{token: ddpat_${runs.alias(tokenId)}, ticket: SEC-1, ${more}}`;

/** A pull request that has a submodule in the place of a path. */
async function proposeSubmodule(path: string) {
  const { base } = (await runs.team.propose(message, { [path]: undefined, "other.txt": "" })) as {
    base: { sha: string; repo: object };
  };
  await runs.team.git("update-index", "--add", "--cacheinfo", `160000,${base.sha},${path}`);
  await runs.team.git("commit", "--quiet", "--message", message);
  return preview({
    number: 5,
    base,
    head: { sha: await runs.team.git("rev-parse", "HEAD"), repo: base.repo },
  });
}

test("a pull request from a fork is refused before anything of it is looked at, and the log says what to do", async () => {
  const proposed = await runs.team.propose(message, { "revocations.yaml": list(entry("reason: r")) });
  const { head } = proposed as { head: object };
  const { succeeded, log } = await preview({
    ...proposed,
    head: { ...head, repo: { full_name: "somebody/revocations" } },
  });
  expect(succeeded).toBe(false);
  expect(log).toContain("This pull request comes from a fork");
  expect(log).not.toContain("npm ci");
});

test("a list that is a submodule is no list", async () => {
  const { succeeded, log } = await proposeSubmodule("revocations.yaml");
  expect(succeeded).toBe(false);
  expect(log).toContain("revocations.yaml");
});

test("reports that are a submodule are no reports", async () => {
  await runs.team.checkOutMain();
  const { succeeded } = await proposeSubmodule("reports");
  expect(succeeded).toBe(true);
});

test.each<[string, NewFiles]>([
  ["a report", { "reports/leaks.json": { linkTo: "/proc/self/environ" } }],
  ["the folder of reports", { reports: { linkTo: "/proc/self" } }],
  ["a report, to git's own settings,", { "reports/leaks.json": { linkTo: "../../origin.git/config" } }],
])(
  "a pull request that makes %s a link out of the repository is shown nothing of what it leads to",
  async (_, files) => {
    const { succeeded, text, log } = await propose({
      "revocations.yaml": list('{reports: "reports/*", reason: r, ticket: SEC-1}', entry("reason: r")),
      ...files,
    });
    expect(succeeded).toBe(false);
    for (const shown of [text, log]) {
      expect(shown).not.toContain("PATH=/");
      expect(shown).not.toContain("[core]");
    }
  },
);

test("attributes, submodules and npm's settings that a pull request brings are named in its comment, and are not those of its preview", async () => {
  const { succeeded, text } = await propose({
    "revocations.yaml": list(entry("reason: r")),
    ".gitattributes": "revocations.yaml eol=crlf ident\n* filter=elsewhere\n",
    ".gitmodules": '[submodule "x"]\n\tpath = reports\n\turl = https://elsewhere.example\n',
    ".npmrc": "script-shell=./shell\n",
    "reports/.gitattributes": "* filter=elsewhere\n",
  });
  expect(succeeded).toBe(true);
  expect(text).toContain("- `.gitattributes`\n- `.gitmodules`\n- `.npmrc`\n");
  expect(text).toContain(`| \`${tokenId}\` | datadoghq.com | new, to be revoked |`);
});

test("a token's own name in Datadog, which its owner chooses, makes no line, no cell and no mention", async () => {
  const name = `x\n    ${otherTokenId} on datadoghq.com: taken out of the list\n::error::forged | \` @acme/all [a](https://elsewhere.example)`;
  const hostile = runs.incident.datadog.tokens.create({ name });
  const { succeeded, text, log } = await propose({
    "revocations.yaml": list(`{tokenId: ${hostile.tokenId}, reason: r, ticket: SEC-1}`),
  });
  expect(succeeded).toBe(true);
  expect(text).toContain(`| \`${hostile.tokenId}\``);
  expect(text).not.toContain(`| \`${otherTokenId}\``);
  const row = text.split("\n").find((line) => line.startsWith(`| \`${hostile.tokenId}\``)) ?? "";
  expect(row).not.toMatch(/@acme|[^\\]\[a/);
  // act shows a command that it carries out by this mark.
  expect(log).not.toContain("❗");
});

test("a ticket is no command to a shell, to GitHub's runner or to git, and sets nothing in the environment", async () => {
  const pwned = join(runs.team.folder, "pwned");
  const ticket =
    "SEC-1 $(touch pwned) `touch pwned`; touch pwned\nGIT_SSH=x\n::error::forged\n${{ github.token }}";
  const { text: leaked } = runs.incident.datadog.tokens.create({ name: "leaked tonight" });
  const { succeeded, log } = await runs.run({
    workflow: "incident",
    event: "repository_dispatch",
    payload: { client_payload: { report: gitleaksReportOf(leaked), ticket } },
  });
  expect(succeeded).toBe(true);
  expect(existsSync(pwned)).toBe(false);
  expect(log).not.toContain("❗");
  const branch = (await runs.team.remoteBranches()).find((name) => name.startsWith("incident-")) ?? "";
  const subject = await runs.team.remoteMessage(branch);
  expect(subject).toMatch(/^SEC-1-[\w.:/-]*: revoke leaked tokens$/);
});

test("a commit's message is no command when what is merged is revoked", async () => {
  const subject = "SEC-2: $(touch pwned) `touch pwned`; ${{ github.token }} --target x ::error::forged";
  await runs.team.commit(`${subject}\n\n::error::forged\n::set-output name=x::y`, {});
  const { succeeded, log } = await runs.run({ workflow: "main", event: "push" });
  expect(succeeded).toBe(true);
  expect(existsSync(join(runs.team.folder, "pwned"))).toBe(false);
  expect(log).not.toContain("❗");
  expect(await runs.team.lastUpdateMessage()).toBe(subject);
});
