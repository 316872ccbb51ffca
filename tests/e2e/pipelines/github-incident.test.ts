import { proofsIn } from "../../../cli/gitops/record/proof";
import { gitleaksReportOf as reportOf } from "../../support/leaks/gitleaks-report";
import { alertOf } from "../../support/pipelines/github-stand-in";
import { TeamRuns } from "../../support/pipelines/team-runs";

jest.setTimeout(240_000);

let runs: TeamRuns;
let incident: TeamRuns["incident"];
let team: TeamRuns["team"];

beforeAll(async () => {
  runs = await TeamRuns.start();
  ({ incident, team } = runs);
});
afterAll(async () => {
  await runs.end();
});

/** No log and no file of the remote holds a token's text or a credential. */
afterEach(() => {
  expect(runs.linesWithSecrets()).toEqual([]);
});

const run: TeamRuns["run"] = (workflow) => runs.run(workflow);
const isAlive = (id: string) => runs.isAlive(id);

test("an incident opens a pull request with the public portions alone", async () => {
  const leaked = incident.datadog.tokens.create({ name: "leaked tonight" });
  const payload = { client_payload: { report: reportOf(leaked.text), ticket: "SEC-3 [skip ci]\nfixes #1" } };
  const { succeeded } = await run({ workflow: "incident", event: "repository_dispatch", payload });
  expect(succeeded).toBe(true);
  const call = (await team.github.calls()).at(-1) ?? [];
  expect(call.slice(0, 2)).toEqual(["pr", "create"]);
  // A ticket is no command to GitHub, in no title and no message.
  expect(call).toContain("SEC-3--skip-ci--fixes--1: revoke leaked tokens");
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
  await team.github.openAlerts([alertOf(7, leaked.text)]);
  incident.datadog.faults.keepAlive(leaked.tokenId);
  const refused = await run({ workflow: "incident", event: "repository_dispatch", payload, vars });
  expect(refused.succeeded).toBe(false);
  const isAlertCall = (call: string[]) => call.some((part) => part.includes("secret-scanning/alerts/7"));
  expect((await team.github.calls()).filter(isAlertCall)).toEqual([]);
  // What failed is not lost: it waits for a person.
  expect((await team.github.calls()).at(-1)?.slice(0, 2)).toEqual(["pr", "create"]);

  incident.datadog.faults.clear();
  const { succeeded, log } = await run({ workflow: "incident", event: "repository_dispatch", payload, vars });
  expect(succeeded).toBe(true);
  expect(log).toMatch(
    new RegExp(
      `✓ ddpat_${leaked.alias} \\(${leaked.tokenId}\\): revoked by us, and proven gone, .*verified `,
    ),
  );
  expect(isAlive(leaked.tokenId)).toBe(false);
  const [call = []] = (await team.github.calls()).filter(isAlertCall);
  expect(call).toEqual(expect.arrayContaining(["state=resolved", "resolution=revoked"]));
  expect(await team.remoteFile("main", "revocations.yaml")).toContain(`token: ddpat_${leaked.alias}`);
});

test("an alert whose own secret is another token stays open, whichever number the report came with", async () => {
  await team.checkOutMain();
  const leaked = incident.datadog.tokens.create({ name: "leaked beside an open alert" });
  const other = incident.datadog.tokens.create({ name: "the alert's own" });
  await team.github.openAlerts([alertOf(9, other.text)]);
  const payload = { client_payload: { report: reportOf(leaked.text), alert: 9 } };
  const vars = { REVOKE_AT_ONCE: "true" };
  const { succeeded, log } = await run({ workflow: "incident", event: "repository_dispatch", payload, vars });
  expect(log).toContain("Alert 9 stays open: its own secret is no token that is proven gone.");
  expect(succeeded).toBe(true);
  expect(isAlive(leaked.tokenId)).toBe(false);
  // Without a ticket of its own, an incident has its run's number.
  expect(await team.remoteFile("main", "revocations.yaml")).toMatch(
    new RegExp(`token: ddpat_${leaked.alias}\\n[^]*ticket: INCIDENT-\\d+`),
  );
});

test("an incident revokes at once what proves live, and asks a person about what anybody could have written", async () => {
  await team.checkOutMain();
  const leaked = incident.datadog.tokens.create({ name: "leaked beside inventions" });
  const victim = incident.datadog.tokens.create({ name: "named by somebody" });
  const invented = Array.from({ length: 25 }, (_, index) => {
    const { alias: ofNobody } = incident.datadog.tokens.create({ name: `invented ${index}`, revoked: true });
    return `ddpat_${ofNobody}_${"x".repeat(36)}`;
  });
  const report = [...invented, `ddpat_${victim.alias}_${"y".repeat(36)}`, leaked.text].join("\n");
  const { succeeded, log } = await run({
    workflow: "incident",
    event: "repository_dispatch",
    payload: { client_payload: { report, ticket: "SEC-5", alert: 8 } },
    vars: { REVOKE_AT_ONCE: "true" },
  });
  expect(log).toContain(`ddpat_${leaked.alias} (${leaked.tokenId}): live on datadoghq.com`);
  expect(succeeded).toBe(true);
  expect([isAlive(leaked.tokenId), isAlive(victim.tokenId)]).toEqual([false, true]);
  const main = await team.remoteFile("main", "revocations.yaml");
  expect(main).toContain(`token: ddpat_${leaked.alias}\n    site: datadoghq.com`);
  expect(main).not.toContain(victim.alias);
  // The rest waits in a pull request, and with it the alert.
  const calls = await team.github.calls();
  expect(calls.at(-1)?.slice(0, 2)).toEqual(["pr", "create"]);
  const branch = calls.at(-1)?.find((part) => part.startsWith("incident-")) ?? "";
  expect(await team.remoteFile(branch, "revocations.yaml")).toContain(victim.alias);
  expect(calls.filter((call) => call.some((part) => part.includes("secret-scanning/alerts/8")))).toEqual([]);
});

test("above the limit of a day those that prove live are revoked up to it, and the rest is named by a failure", async () => {
  await team.checkOutMain();
  const recorded = [...proofsIn(await team.exportedStack()).values()];
  const revoked = recorded.filter((proofs) => proofs.some(({ record }) => record.revokedAt !== undefined));
  const [one, other] = [1, 2].map((index) => incident.datadog.tokens.create({ name: `leaked ${index}` }));
  if (one === undefined || other === undefined) {
    throw new Error("There are no tokens.");
  }
  const { succeeded, log } = await run({
    workflow: "incident",
    event: "repository_dispatch",
    payload: { client_payload: { report: `${one.text}\n${other.text}`, ticket: "SEC-6" } },
    vars: { REVOKE_AT_ONCE: "true", MAX_A_DAY: String(revoked.length + 1) },
  });
  expect(log).toContain(
    `ddpat_${other.alias} (${other.tokenId}): live, and above the limit of ${revoked.length + 1} in 24 hours`,
  );
  expect(succeeded).toBe(false);
  expect([isAlive(one.tokenId), isAlive(other.tokenId)]).toEqual([false, true]);
  expect(await team.remoteFile("main", "revocations.yaml")).toContain(one.alias);
  const call = (await team.github.calls()).at(-1) ?? [];
  expect(call.slice(0, 2)).toEqual(["pr", "create"]);
  const branch = call.find((part) => part.startsWith("incident-")) ?? "";
  expect(await team.remoteFile(branch, "revocations.yaml")).toContain(other.alias);
});

test("where the limit has no room left for what was declared, what fits is revoked and recorded, and the rest waits", async () => {
  await team.checkOutMain();
  const [merged, leaked] = ["merged, and not revoked yet", "leaked meanwhile"].map((name) =>
    incident.datadog.tokens.create({ name }),
  );
  if (merged === undefined || leaked === undefined) {
    throw new Error("There are no tokens.");
  }
  const list = await team.remoteFile("main", "revocations.yaml");
  await team.commit("revoke one more", {
    "revocations.yaml": `${list.trimEnd()}\n  - token: ddpat_${merged.alias}\n    reason: leaked in a chat\n    ticket: SEC-8\n`,
  });
  const recorded = [...proofsIn(await team.exportedStack()).values()];
  const revoked = recorded.filter((proofs) => proofs.some(({ record }) => record.revokedAt !== undefined));
  const { succeeded, log } = await run({
    workflow: "incident",
    event: "repository_dispatch",
    payload: { client_payload: { report: leaked.text, ticket: "SEC-7" } },
    vars: { REVOKE_AT_ONCE: "true", MAX_A_DAY: String(revoked.length + 1) },
  });
  expect(log).toContain("Taken out of revocations.yaml, and not revoked, since they are above the limit of");
  expect(succeeded).toBe(false);
  expect([isAlive(merged.tokenId), isAlive(leaked.tokenId)]).toEqual([false, true]);
  expect(await team.remoteFile("main", "revocations.yaml")).not.toContain(leaked.alias);
  const call = (await team.github.calls()).at(-1) ?? [];
  expect(call.slice(0, 2)).toEqual(["pr", "create"]);
  const branch = call.find((part) => part.startsWith("incident-")) ?? "";
  expect(await team.remoteFile(branch, "revocations.yaml")).toContain(leaked.alias);
});
