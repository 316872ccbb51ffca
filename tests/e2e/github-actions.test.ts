import { setTimeout as sleep } from "node:timers/promises";
import { keys, startIncident, tokenId, otherTokenId, type Incident } from "../support/engine/incident";
import { gitleaksReportOf as reportOf } from "../support/leaks/gitleaks-report";
import { TeamRepository } from "../support/pipelines/team-repository";
import { listText as list } from "../support/pipelines/list-text";
import { killPulumiBelow } from "../support/engine/kill-pulumi";

jest.setTimeout(240_000);

let incident: Incident;
let team: TeamRepository;
let logs = "";
/** Ends what lives on after a killed run. */
let endOrphans: () => void = () => undefined;

beforeAll(async () => {
  incident = await startIncident({ secondRevocation: 404 });
  team = await TeamRepository.create(incident);
});
afterAll(async () => {
  endOrphans();
  await incident.end();
});

/** No log and no file of the remote holds a token's text or a credential. */
afterEach(() => {
  const secrets = [...incident.datadog.tokens.list().map(({ text }) => text), ...Object.values(keys)];
  const lines = logs.split("\n");
  logs = "";
  expect(lines.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([]);
});

const run: TeamRepository["run"] = async (workflow) => {
  const end = await team.run(workflow);
  logs += end.log;
  return end;
};
const alias = (id: string) => incident.datadog.tokens.get(id)?.alias ?? "no such token";
const deletes = () => incident.datadog.ledger.entries({ method: "DELETE" }).map((request) => request.tokenId);
const isAlive = (id: string) => incident.datadog.tokens.isAlive(id);

const reviewed = () => list(`{token: ddpat_${alias(tokenId)}, reason: in a CI log, ticket: SEC-1}`);

test("a pull request is previewed, and the comment shows what its merge would revoke", async () => {
  await team.commit("SEC-1: revoke the token in the CI log", { "revocations.yaml": reviewed() });
  const { succeeded, log } = await run({
    workflow: "pull-request",
    event: "pull_request",
    payload: { pull_request: { number: 5 } },
  });
  expect(log).toContain("Job succeeded");
  expect(succeeded).toBe(true);
  const [comment = []] = await team.ghCalls();
  expect(comment.slice(0, 3)).toEqual(["pr", "comment", "5"]);
  expect(comment.at(-1)).toContain("### ✓ pulumi preview of prod");
  expect(comment.at(-1)).toContain(`${tokenId} on datadoghq.com: new, to be revoked`);
  expect(deletes()).toEqual([]);
});

test("a pull request with a mistake can't be merged, and the comment says why", async () => {
  await team.commit("A mistake", {
    "revocations.yaml": list(`{token: ddpat_${alias(tokenId)}, revokeOn: never}`),
  });
  const { succeeded } = await run({
    workflow: "pull-request",
    event: "pull_request",
    payload: { pull_request: { number: 6 } },
  });
  expect(succeeded).toBe(false);
  const comment = (await team.ghCalls()).at(-1) ?? [];
  expect(comment.at(-1)).toContain("### ✗ pulumi preview of prod");
  expect(comment.at(-1)).toContain("revokeOn: expected create, delete or both");
});

test("a pull request that a policy refuses can't be merged", async () => {
  await team.commit("No ticket", { "revocations.yaml": list(`{token: ddpat_${alias(tokenId)}, reason: r}`) });
  const { succeeded, log } = await run({
    workflow: "pull-request",
    event: "pull_request",
    payload: { pull_request: { number: 8 } },
  });
  expect(succeeded).toBe(false);
  expect(log).toContain(`token ${tokenId} has no ticket`);
});

test("a pull request with more new revocations than the cap fails in its preview", async () => {
  const many = Array.from(
    { length: 26 },
    (_, index) => `{tokenId: 00000000-0000-4000-8000-0000000000${index + 10}, reason: r, ticket: SEC-9}`,
  );
  await team.commit("Too many", { "revocations.yaml": list(...many) });
  const { succeeded, log } = await run({
    workflow: "pull-request",
    event: "pull_request",
    payload: { pull_request: { number: 7 } },
  });
  expect(succeeded).toBe(false);
  expect(log).toContain("26 new revocations in revocations.yaml, and datadog:maxRevocations allows 25.");
  expect(deletes()).toEqual([]);
});

test("a run that is killed is recovered from by the next one", async () => {
  await team.commit("SEC-1: revoke the token in the CI log", { "revocations.yaml": reviewed() });
  incident.datadog.faults.hang({ method: "DELETE", tokenId });
  const { child, log } = await team.start({ workflow: "main", event: "push" });
  const ended = new Promise((resolve) => child.once("close", resolve));
  while (!incident.datadog.ledger.entries({ method: "DELETE" }).length && child.exitCode === null) {
    await sleep(50);
  }
  endOrphans = killPulumiBelow(child.pid ?? 0);
  await ended;
  expect(log()).toContain("Job failed");
  incident.datadog.faults.clear();
  const { log: secondLog, succeeded } = await run({
    workflow: "main",
    event: "push",
    vars: { LOCK_WAIT_SECONDS: "5" },
  });
  expect(secondLog).toContain("Another run holds the stack: waiting for it");
  expect(secondLog).toContain("The stack is locked by a run that was interrupted: recovering.");
  expect(succeeded).toBe(true);
  expect(isAlive(tokenId)).toBe(false);
});

test("a merge revokes, with the commit's message as the update's, and closes the alerts of what is verified", async () => {
  const alertOf = (number: number, secret: string) => ({
    number,
    secret_type: "datadog_personal_access_token",
    secret,
    html_url: `https://github.com/acme/app/security/secret-scanning/${number}`,
  });
  const living = incident.datadog.tokens.create({ name: "not declared" });
  await team.openAlerts([
    alertOf(3, incident.datadog.tokens.get(otherTokenId)?.text ?? ""),
    alertOf(4, living.text),
  ]);
  await team.commit("SEC-2: revoke the token in the chat", {
    "revocations.yaml": reviewed() + `  - {tokenId: ${otherTokenId}, reason: in a chat, ticket: SEC-2}\n`,
  });
  const { succeeded } = await run({ workflow: "main", event: "push", vars: { CLOSE_ALERTS: "true" } });
  expect(succeeded).toBe(true);
  expect(isAlive(otherTokenId)).toBe(false);
  const closed = (await team.ghCalls()).filter((call) =>
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

test("an incident opens a pull request with the public portions alone", async () => {
  const leaked = incident.datadog.tokens.create({ name: "leaked tonight" });
  const payload = { client_payload: { report: reportOf(leaked.text), ticket: "SEC-3" } };
  const { succeeded } = await run({ workflow: "incident", event: "repository_dispatch", payload });
  expect(succeeded).toBe(true);
  const call = (await team.ghCalls()).at(-1) ?? [];
  expect(call.slice(0, 2)).toEqual(["pr", "create"]);
  const branch = (await team.remoteBranches()).find((name) => name.startsWith("incident-")) ?? "";
  const proposed = await team.remoteFile(branch, "revocations.yaml");
  expect(proposed).toContain(`token: ddpat_${leaked.alias}`);
  expect(proposed).not.toContain(leaked.text);
  expect(isAlive(leaked.tokenId)).toBe(true);
});

test("an incident that goes straight through revokes, proves it, and only then closes the alert", async () => {
  const leaked = incident.datadog.tokens.create({ name: "leaked tonight, too" });
  const payload = { client_payload: { report: reportOf(leaked.text), ticket: "SEC-4", alert: 7 } };
  const vars = { REVOKE_AT_ONCE: "true" };
  incident.datadog.faults.keepAlive(leaked.tokenId);
  const refused = await run({ workflow: "incident", event: "repository_dispatch", payload, vars });
  expect(refused.succeeded).toBe(false);
  const isAlertCall = (call: string[]) => call.some((part) => part.includes("secret-scanning/alerts/7"));
  expect((await team.ghCalls()).filter(isAlertCall)).toEqual([]);
  // What failed is not lost: it waits for a person.
  expect((await team.ghCalls()).at(-1)?.slice(0, 2)).toEqual(["pr", "create"]);

  incident.datadog.faults.clear();
  const { succeeded, log } = await run({ workflow: "incident", event: "repository_dispatch", payload, vars });
  expect(succeeded).toBe(true);
  expect(log).toMatch(
    new RegExp(
      `✓ ddpat_${leaked.alias} \\(${leaked.tokenId}\\): revoked by us, and proven gone, .*verified `,
    ),
  );
  expect(isAlive(leaked.tokenId)).toBe(false);
  const [call = []] = (await team.ghCalls()).filter(isAlertCall);
  expect(call).toEqual(expect.arrayContaining(["state=resolved", "resolution=revoked"]));
  expect(await team.remoteFile("main", "revocations.yaml")).toContain(`token: ddpat_${leaked.alias}`);
});
