import { keys, tokenId } from "../../support/engine/incident";
import { gitleaksReportOf } from "../../support/leaks/gitleaks-report";
import { alertOf } from "../../support/pipelines/github-stand-in";
import { listText } from "../../support/pipelines/list-text";
import { TeamRuns } from "../../support/pipelines/team-runs";
import { Marks } from "../../support/secrets/marks";
import { ProcessArguments } from "../../support/secrets/process-arguments";
import { writtenFiles } from "../../support/secrets/written-files";

jest.setTimeout(300_000);

let runs: TeamRuns;
beforeAll(async () => (runs = await TeamRuns.start()));
afterAll(() => runs.end());

/** The files by which the test, in GitHub's place, brings in what is leaked, with act's copy of the event; and the credentials. */
const isBroughtIn = (file: string): boolean =>
  /^(?:event-[\w-]+|open-alerts)\.json$|\/act\/workflow\/event\.json$|\/credentials$/.test(file);

test("neither a key nor a leaked token is in anything that the workflows write: logs, files, comments, artifacts, commits, command lines", async () => {
  const { team, incident } = runs;
  const leaked = incident.datadog.tokens.create({ name: "leaked tonight" });
  const marks = new Marks({ ...keys, "the token's secret part": leaked.text.slice(-32) });
  const looking = new ProcessArguments();
  const files = {
    "revocations.yaml": listText(`{token: ddpat_${runs.alias(tokenId)}, reason: r, ticket: SEC-1}`),
  };
  const proposed = await team.propose("SEC-1: revoke it", files);
  const preview = await runs.run({
    workflow: "pull-request",
    event: "pull_request",
    payload: { pull_request: proposed },
  });
  expect(preview.succeeded).toBe(true);

  await team.checkOutMain();
  await team.commit("SEC-1: revoke it", files);
  const merged = await runs.run({ workflow: "main", event: "push" });
  expect(merged.succeeded).toBe(true);
  incident.datadog.tokens.revive(tokenId);
  const drift = await runs.run({ workflow: "drift", event: "schedule", vars: { MEND_DRIFT: "true" } });
  expect(drift.succeeded).toBe(true);
  expect(runs.isAlive(tokenId)).toBe(false);

  await team.github.openAlerts([alertOf(7, leaked.text)]);
  const payload = { client_payload: { report: gitleaksReportOf(leaked.text), ticket: "SEC-4", alert: 7 } };
  const incidentRun = {
    workflow: "incident",
    event: "repository_dispatch",
    payload,
    vars: { REVOKE_AT_ONCE: "true" },
  } as const;
  // A server that says back whatever it was told.
  const echo = { errors: [[...Object.values(keys), leaked.text].join(" ")] };
  incident.datadog.faults.answer({ method: "DELETE" }, [{ status: 403, body: echo }], Infinity);
  const refused = await runs.run(incidentRun);
  expect(refused.succeeded).toBe(false);
  incident.datadog.faults.clear();
  const done = await runs.run(incidentRun);
  expect(done.succeeded).toBe(true);
  expect(runs.isAlive(leaked.tokenId)).toBe(false);
  const commands = looking.stop();

  const written = await writtenFiles(incident.pulumi.folder);
  expect([...written.keys()]).toEqual(expect.arrayContaining(["artifact", "gh-calls"]));
  const found = [
    ...[...written].filter(([file]) => !isBroughtIn(file)),
    ["the logs", [preview, merged, drift, refused, done].map(({ log }) => log).join("\n")],
    ["the commits", await team.git("--git-dir", "../origin.git", "log", "--all", "--patch")],
    ["command lines", commands.join("\n")],
  ]
    .map(([file = "", text = ""]) => [file, marks.foundIn(text)] as const)
    .filter(([, secrets]) => secrets.length > 0);
  expect(found).toEqual([]);
  expect(commands.filter((command) => command.includes("pulumi up"))).not.toEqual([]);
});
