import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkoutFolder } from "../../support/engine/example-copy";
import { startIncident, type Incident } from "../../support/engine/incident";
import { commitFiles, plantedRepository, type HidingPlace } from "../../support/leaks/planted-repository";
import { scanRepository } from "../../support/leaks/scan-repository";
import { DatadogNetwork } from "../../support/locate/datadog-network";
import { alertOf } from "../../support/pipelines/github-stand-in";
import type { TeamProgram } from "../../support/pipelines/program/team-program";
import { TeamRepository } from "../../support/pipelines/team-repository";

jest.setTimeout(240_000);

const document = join(checkoutFolder, "docs", "gitops.md");
let incident: Incident;
let network: DatadogNetwork;

beforeEach(async () => {
  incident = await startIncident({ tokens: 8 });
  network = await DatadogNetwork.start(incident.pulumi.folder, { "datadoghq.com": incident.datadog });
});
afterEach(async () => {
  await network.close();
  await incident.end();
});

/** The steps of the way, and when each was over, in milliseconds since the epoch. */
interface Times {
  pushedAt: number;
  steps: [step: string, overAt: number][];
}

const measured: Partial<Record<TeamProgram, Times>> = {};
const programs = ["TypeScript", "YAML"] as const;

test.each(programs)("from the push of a leak to the closed alert, with a program in %s", async (program) => {
  const { tokens, ledger } = incident.datadog;
  const [leaked, ...others] = tokens.list();
  if (leaked === undefined) {
    throw new Error("There is no token.");
  }
  const team = await TeamRepository.create(incident, network.environment, program);
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
      if (/gitops(?:\.cjs)? --policy-pack .* up --skip-preview/.test(text)) {
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
  const steps: Times["steps"] = [
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
  ];
  for (const [index, [, overAt]] of steps.entries()) {
    expect(overAt).toBeGreaterThanOrEqual(steps[index - 1]?.[1] ?? pushedAt);
  }
  measured[program] = { pushedAt, steps };
});

test("the page has both ways beside each other", async () => {
  const table = timesTable();
  const text = await readFile(document, "utf8");
  const [, before = "", shown = "", after = ""] =
    /^([^]*<!-- times -->\n\n)([^]*?)(\n\n<!-- end of times -->[^]*)$/.exec(text) ?? [];
  if (process.env["RECORD_TIMES"] === "1") {
    await writeFile(document, before + table + after);
  } else {
    expect(withoutFigures(shown)).toBe(withoutFigures(table));
  }
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

/** The seconds of each step, and since the push, for each program. */
function timesTable(): string {
  const columns = programs.map((program) => secondsOf(measured[program]));
  const steps = measured.TypeScript?.steps.map(([step]) => step) ?? [];
  const rows = steps.map((step, index) => [step, ...columns.flatMap((column) => column[index] ?? [])]);
  const head = ["step", ...programs.flatMap((program) => [`${program}: seconds`, "since the push"])];
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), `|---|${"---:|".repeat(head.length - 1)}`, ...rows.map(line)].join("\n");
}

function secondsOf({ pushedAt, steps }: Times = { pushedAt: 0, steps: [] }): string[][] {
  const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(2);
  return steps.map(([, overAt], index) => [
    seconds(steps[index - 1]?.[1] ?? pushedAt, overAt),
    seconds(pushedAt, overAt),
  ]);
}

function withoutFigures(table: string): string {
  return table.replace(/\d+\.\d\d/g, "…");
}
