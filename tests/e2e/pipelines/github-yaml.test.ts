import { tokenId } from "../../support/engine/incident";
import { listText } from "../../support/pipelines/list-text";
import { TeamRuns } from "../../support/pipelines/team-runs";

jest.setTimeout(240_000);

let runs: TeamRuns;
beforeAll(async () => (runs = await TeamRuns.start("YAML")));
afterAll(() => runs.end());
afterEach(() => {
  expect(runs.linesWithSecrets()).toEqual([]);
});

const entry = (more: string) => listText(`{token: ddpat_${runs.alias(tokenId)}, ${more}}`);

/** Runs the workflow for a pull request with this list. */
async function propose(list: string) {
  const payload = { pull_request: await runs.team.propose("SEC-1: revoke", { "revocations.yaml": list }) };
  const end = await runs.run({ workflow: "pull-request", event: "pull_request", payload });
  await runs.team.checkOutMain();
  return end;
}

test("a program in YAML has the same guards: a policy and the cap refuse a pull request", async () => {
  const withoutTicket = await propose(entry("reason: r"));
  expect(withoutTicket.log).toContain(`token ${tokenId} has no ticket`);
  expect(withoutTicket.succeeded).toBe(false);

  const many = Array.from({ length: 26 }, (_, index) => {
    const { tokenId: id } = runs.incident.datadog.tokens.create({ name: `mass ${index}` });
    return `{tokenId: ${id}, reason: r, ticket: SEC-2}`;
  });
  const aboveTheCap = await propose(listText(...many));
  expect(aboveTheCap.log).toContain("maxRevocations");
  expect(aboveTheCap.succeeded).toBe(false);
  expect(runs.deletes()).toEqual([]);
});

test("a merge revokes, a schedule finds that it stays so, and nothing leaves the record unasked", async () => {
  const list = entry("reason: in a CI log, ticket: SEC-1");
  await runs.team.commit("SEC-1: revoke the token in the CI log", { "revocations.yaml": list });
  expect((await runs.run({ workflow: "main", event: "push" })).succeeded).toBe(true);
  expect(runs.isAlive(tokenId)).toBe(false);

  expect((await runs.run({ workflow: "drift", event: "schedule" })).succeeded).toBe(true);

  await runs.team.commit("Take the token out", { "revocations.yaml": "revocations: []\n" });
  const refused = await runs.run({ workflow: "main", event: "push" });
  expect(refused.log).toContain("On record as revoked, and not in revocations.yaml:");
  expect(refused.succeeded).toBe(false);
});

test("the doctor finds the executable pack, and the cap and the site among the plugin's settings", async () => {
  const found = await runs.team.gitops("doctor");
  expect(found).toContain("an executable, which Pulumi starts without a language host.");
  expect(found).toContain("25 new revocations a run");
  expect(found).toContain("a program in yaml");
});
