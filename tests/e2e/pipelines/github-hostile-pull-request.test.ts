import { otherTokenId, tokenId } from "../../support/engine/incident";
import { gitleaksReportOf } from "../../support/leaks/gitleaks-report";
import { listText as list } from "../../support/pipelines/list-text";
import type { NewFiles } from "../../support/pipelines/program/new-files";
import { TeamRuns } from "../../support/pipelines/team-runs";

jest.setTimeout(240_000);

let runs: TeamRuns;
beforeAll(async () => (runs = await TeamRuns.start()));
afterAll(() => runs.end());
afterEach(() => runs.team.checkOutMain());

async function propose(files: NewFiles) {
  const proposed = await runs.team.propose("SEC-1: revoke the token in the CI log", files);
  const payload = { pull_request: proposed };
  const end = await runs.run({ workflow: "pull-request", event: "pull_request", payload });
  const comment = (await runs.team.github.calls()).at(-1) ?? [];
  return { ...end, text: comment.find((part) => part.startsWith("<!--")) ?? "" };
}

/** Lines that would be a row of the comment's table, a command to GitHub's runner, a line that GitLab carries out, and an end of the block. */
const hostile = [
  "x",
  `    ${otherTokenId} on datadoghq.com: taken out of the list`,
  "::error::forged",
  "/merge",
  "```",
  "</details> @acme/all",
].join("\n");

/** The mark with which act shows that it has carried out the command `::error::`. */
const carriedOut = "❗";

function expectNothingOf({ log, text }: { log: string; text: string }): void {
  expect(text).not.toContain(`| \`${otherTokenId}\``);
  expect(text).not.toMatch(/^(?:\/merge|<\/details> @acme)/m);
  expect(log).not.toContain(carriedOut);
}

test("a key that a pull request invents makes no line of its own", async () => {
  const end = await propose({
    "revocations.yaml": list(
      `{token: ddpat_${runs.alias(tokenId)}, ticket: SEC-1, reason: r, ${JSON.stringify(hostile)}: 1}`,
    ),
  });
  expect(end.succeeded).toBe(false);
  expectNothingOf(end);
});

test("a reason and the name of a report make no line of their own", async () => {
  const end = await propose({
    "revocations.yaml": list(
      `{reports: "reports/*.json", reason: ${JSON.stringify(hostile)}, ticket: SEC-1}`,
    ),
    [`reports/${hostile.replaceAll("/", "\\")}.json`]: JSON.stringify(
      gitleaksReportOf(`ddpat_${runs.alias(tokenId)}_******`),
    ),
  });
  expectNothingOf(end);
});

test("a pull request that takes its reports away is previewed without them", async () => {
  const { text: leaked = "" } = runs.incident.datadog.tokens.get(tokenId) ?? {};
  await runs.team.commit("SEC-2: revoke what the scanner found", {
    "revocations.yaml": list("{reports: reports/leaks.json, reason: r, ticket: SEC-2}"),
    "reports/leaks.json": JSON.stringify(gitleaksReportOf(leaked)),
  });
  const { succeeded, text } = await propose({ reports: undefined });
  expect(succeeded).toBe(false);
  expect(text).toContain("no file is named reports/leaks.json");
});

test("of a list of a hundred thousand tokens the preview says that the cap stops it, in a comment that GitHub takes", async () => {
  const id = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
  const entries = Array.from(
    { length: 100_000 },
    (_, index) => `{tokenId: ${id(index)}, reason: r, ticket: SEC-9}`,
  );
  const { succeeded, text } = await propose({ "revocations.yaml": list(...entries) });
  expect(succeeded).toBe(false);
  expect(text).toContain("datadog:maxRevocations allows 25");
  expect(text.length).toBeLessThan(65_536);
});
