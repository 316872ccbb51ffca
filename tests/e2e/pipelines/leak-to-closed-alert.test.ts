import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkoutFolder } from "../../support/engine/example-copy";
import { startIncident, type Incident } from "../../support/engine/incident";
import { commitFiles, plantedRepository, type HidingPlace } from "../../support/leaks/planted-repository";
import { scanRepository } from "../../support/leaks/scan-repository";
import { DatadogNetwork } from "../../support/locate/datadog-network";
import { alertOf } from "../../support/pipelines/github-stand-in";
import { TeamRepository } from "../../support/pipelines/team-repository";

jest.setTimeout(240_000);

const document = join(checkoutFolder, "docs", "gitops.md");
let incident: Incident;
let network: DatadogNetwork;

beforeAll(async () => {
  incident = await startIncident({ tokens: 8 });
  network = await DatadogNetwork.start(incident.pulumi.folder, { "datadoghq.com": incident.datadog });
});
afterAll(async () => {
  await network.close();
  await incident.end();
});

/** The steps of the way, and when each was over, in milliseconds since the epoch. */
type Times = [step: string, overAt: number][];

test("from the push of a leak to the closed alert, every step is done and timed", async () => {
  const { tokens, ledger } = incident.datadog;
  const [leaked, ...others] = tokens.list();
  if (leaked === undefined) {
    throw new Error("There is no token.");
  }
  const team = await TeamRepository.create(incident, network.environment);
  const repository = join(incident.pulumi.folder, "leaky");
  // What was there before: other repositories of the company have the other tokens.
  plantedRepository(repository, noTokens());
  const report = join(incident.pulumi.folder, "leaks.json");

  const pushedAt = Date.now();
  commitFiles(repository, "Debug the deployment", {
    "deploy/debug.sh": `export DD_BEARER_TOKEN=${leaked.text}\n`,
  });
  await scanRepository(repository, report);
  const scannedAt = Date.now();
  // As a workflow of that repository would send it.
  const findings = (JSON.parse(await readFile(report, "utf8")) as { Secret: string }[]).filter(
    ({ Secret }) => Secret === leaked.text,
  );
  await team.github.openAlerts([alertOf(7, leaked.text)]);
  let upAt = 0;
  const { succeeded } = await team.run({
    workflow: "incident",
    event: "repository_dispatch",
    payload: { client_payload: { report: findings, ticket: "SEC-1", alert: 7 } },
    vars: { REVOKE_AT_ONCE: "true" },
    onLog: (text) => {
      if (text.includes("datadog-token-gitops") && text.includes(" up --skip-preview")) {
        upAt ||= Date.now();
      }
    },
  });
  const closedAt = Date.now();
  expect(succeeded).toBe(true);
  expect(tokens.list().filter(({ tokenId }) => !tokens.isAlive(tokenId))).toEqual([
    expect.objectContaining({ tokenId: leaked.tokenId }),
  ]);
  expect(others.every(({ tokenId }) => tokens.isAlive(tokenId))).toBe(true);
  expect((await team.github.calls()).at(-1)).toContain("resolution=revoked");

  const arrivals = (method: string, status: number) =>
    ledger.entries({ method, status, tokenId: leaked.tokenId }).map(({ at }) => at);
  await checkTimes(pushedAt, [
    ["gitleaks reads the repository, history included", scannedAt],
    [
      "the workflow up to `gitops up`: checkout, packages, asking Datadog whose the token is, declaring it",
      upAt,
    ],
    [
      "the engine starts: until the first request",
      ledger.entries().find(({ at }) => at >= upAt)?.at ?? Number.NaN,
    ],
    ["until the first DELETE", arrivals("DELETE", 204)[0] ?? Number.NaN],
    ["until Datadog says that the token is gone", arrivals("GET", 404)[0] ?? Number.NaN],
    ["the record, the proof, the pushes, and the alert closed", closedAt],
  ]);
});

function noTokens(): Record<HidingPlace, string> {
  return {
    inHistory: "none",
    inRenamedFile: "none",
    inBase64: "none",
    inMergeCommit: "none",
    inJsonLog: "none",
  };
}

/** Writes the table of the document anew where the environment asks for it, and else compares all but the figures. */
async function checkTimes(pushedAt: number, times: Times): Promise<void> {
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(2);
  const rows = times.map(([step, overAt], index) => {
    const before = times[index - 1]?.[1] ?? pushedAt;
    expect(overAt).toBeGreaterThanOrEqual(before);
    return `| ${step} | ${seconds(before, overAt)} | ${seconds(pushedAt, overAt)} |`;
  });
  const table = ["| step | seconds | since the push |", "|---|---:|---:|", ...rows].join("\n");
  const text = await readFile(document, "utf8");
  const [, before = "", shown = "", after = ""] =
    /^([^]*<!-- times -->\n\n)([^]*?)(\n\n<!-- end of times -->[^]*)$/.exec(text) ?? [];
  if (process.env["RECORD_TIMES"] === "1") {
    await writeFile(document, before + table + after);
  } else {
    expect(withoutFigures(shown)).toBe(withoutFigures(table));
  }
}

function withoutFigures(table: string): string {
  return table.replace(/\d+\.\d\d/g, "…");
}
