import { setTimeout as sleep } from "node:timers/promises";
import { killPulumiBelow } from "../../support/engine/kill-pulumi";
import { tokenId, otherTokenId } from "../../support/engine/incident";
import { listText as list } from "../../support/pipelines/list-text";
import { alertOf } from "../../support/pipelines/github-stand-in";
import { TeamRuns } from "../../support/pipelines/team-runs";

jest.setTimeout(240_000);

let runs: TeamRuns;
let incident: TeamRuns["incident"];
let team: TeamRuns["team"];
/** Ends what lives on after a killed run. */
let endOrphans: () => void = () => undefined;

beforeAll(async () => {
  runs = await TeamRuns.start();
  ({ incident, team } = runs);
});
afterAll(async () => {
  endOrphans();
  await runs.end();
});

/** No log and no file of the remote holds a token's text or a credential. */
afterEach(() => {
  expect(runs.linesWithSecrets()).toEqual([]);
});

const run: TeamRuns["run"] = (workflow) => runs.run(workflow);
const isAlive = (id: string) => runs.isAlive(id);
const alias = (id: string) => runs.alias(id);

const reviewed = () => list(`{token: ddpat_${alias(tokenId)}, reason: in a CI log, ticket: SEC-1}`);

test("a run that was killed keeps the stack locked, until somebody says that it is dead", async () => {
  await team.commit("SEC-1: revoke the token in the CI log", { "revocations.yaml": reviewed() });
  incident.datadog.faults.hang({ method: "DELETE", tokenId });
  const { child, log } = await team.start({ workflow: "main", event: "push" });
  const ended = new Promise((resolve) => child.once("close", resolve));
  while (!incident.datadog.ledger.entries({ method: "DELETE" }).length && child.exitCode === null) {
    await sleep(50);
  }
  const early = await run({
    workflow: "main",
    event: "workflow_dispatch",
    payload: { inputs: { recover: "true" } },
  });
  expect(early.succeeded).toBe(false);
  expect(early.log).toContain("The stack is not recovered: a run of");
  expect(early.log).toContain("is at work on it.");
  endOrphans = killPulumiBelow(child.pid ?? 0);
  await ended;
  expect(log()).toContain("Job failed");
  incident.datadog.faults.clear();
  const next = await run({ workflow: "main", event: "push", vars: { LOCK_WAIT_SECONDS: "5" } });
  expect(next.log).toContain("Another run holds the stack: waiting for it");
  expect(next.log).toContain("The stack is locked: a run of");
  expect(next.succeeded).toBe(false);
  const recovered = await run({
    workflow: "main",
    event: "workflow_dispatch",
    payload: { inputs: { recover: "true" } },
  });
  expect(recovered.succeeded).toBe(true);
  expect(isAlive(tokenId)).toBe(false);
});

test("a merge revokes, with the commit's message as the update's, and closes the alerts of what is verified", async () => {
  const living = incident.datadog.tokens.create({ name: "not declared" });
  await team.github.openAlerts([
    alertOf(3, incident.datadog.tokens.get(otherTokenId)?.text ?? ""),
    alertOf(4, living.text),
  ]);
  await team.commit("SEC-2: revoke the token in the chat", {
    "revocations.yaml": reviewed() + `  - {tokenId: ${otherTokenId}, reason: in a chat, ticket: SEC-2}\n`,
  });
  const { succeeded } = await run({ workflow: "main", event: "push", vars: { CLOSE_ALERTS: "true" } });
  expect(succeeded).toBe(true);
  expect(isAlive(otherTokenId)).toBe(false);
  const closed = (await team.github.calls()).filter((call) =>
    call.some((part) => part.includes("secret-scanning/alerts/")),
  );
  expect(closed.map(([, , , path = ""]) => path.split("/").at(-1))).toEqual(["3"]);
  expect(await team.lastUpdateMessage()).toBe("SEC-2: revoke the token in the chat");
});

test("drift is an alarm, and mended where the team wants it", async () => {
  expect((await run({ workflow: "drift", event: "schedule" })).succeeded).toBe(true);
  incident.datadog.tokens.revive(tokenId);
  const alarm = await run({ workflow: "drift", event: "schedule" });
  expect(alarm.succeeded).toBe(false);
  expect(alarm.log).toContain("Drift: what the stack records is no longer so.");
  expect(isAlive(tokenId)).toBe(true);
  const mended = await run({ workflow: "drift", event: "schedule", vars: { MEND_DRIFT: "true" } });
  expect(mended.succeeded).toBe(true);
  expect(isAlive(tokenId)).toBe(false);
});
