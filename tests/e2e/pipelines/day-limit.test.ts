import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";
import { pathWithRival } from "../../support/pipelines/rival-update";

jest.setTimeout(180_000);

const [rivals = "", first = "", second = ""] = [0, 1, 2].map(
  (index) => `00000000-0000-4000-8000-00000000000${index}`,
);

let incident: RecordIncident;
beforeEach(async () => {
  const tokens = [rivals, first, second].map((tokenId) => ({ tokenId }));
  incident = await startRecordIncident({ tokens });
});
afterEach(() => incident.end());

test("two incidents at once keep to the limit of a day, also if one revokes between the other's count and its lock", async () => {
  const { stack } = incident;
  await stack.program('new List("list", { file: "revocations.yaml" });');
  await stack.list([]);
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  const path = await pathWithRival(incident, [`tokenId: ${rivals}`]);
  await stack.list([`tokenId: ${first}`, `tokenId: ${second}`]);
  const run = await stack.gitops(["up", "--skip-preview", "--allow-removals", "--max-a-day", "2"], {
    PATH: path,
  });
  expect(run.printed).toContain("The record of revocations.yaml has changed since it was counted");
  expect(run.printed).toContain("counting again");
  expect(run.printed).toContain("of which the stack's record has 1 already");
  expect(run.exitCode).toBe(4);
  expect(incident.isAlive(rivals, first, second)).toEqual([false, false, true]);
});

test("a cap of the stack that is lower than the limit of a day stops not all of an incident, but what is above it", async () => {
  const { stack } = incident;
  await stack.program('new List("list", { file: "revocations.yaml" });');
  await stack.pulumi(["config", "set", "datadog:maxRevocations", "2"]);
  await stack.list([rivals, first, second].map((tokenId) => `tokenId: ${tokenId}`));
  const run = await stack.gitops(["up", "--skip-preview", "--max-a-day", "50"]);
  expect(run.printed).toContain(`above the limit of 2 a run (datadog:maxRevocations): ${second}.`);
  expect(run.exitCode).toBe(4);
  expect(incident.isAlive(rivals, first, second)).toEqual([false, false, true]);
});

const list = 'const list = new List("list", { file: "revocations.yaml" });';
const single = `const single = new Revocation("single", { tokenId: "${second}" });`;
const behind = (resource: string, other: string) => resource.replace(" });", ` }, { dependsOn: ${other} });`);

test.each([
  { update: "with its preview", program: [list, single], settings: [] },
  { update: "at once", program: [single, behind(list, "single")], settings: ["--skip-preview"] },
])(
  "a new resource beside a list at the cap has its part of it, and only what is above it is left out and named: an update $update",
  async ({ program, settings }) => {
    const { stack } = incident;
    await stack.program(...program);
    await stack.pulumi(["config", "set", "datadog:maxRevocations", "2"]);
    await stack.list([rivals, first].map((tokenId) => `tokenId: ${tokenId}`));
    const run = await stack.gitops(["up", ...settings, "--max-a-day", "50"]);
    expect(run.printed).toContain(
      `above the limit of 2 a run (datadog:maxRevocations), of which other resources of the program take a part: ${first}.`,
    );
    expect(run.exitCode).toBe(4);
    expect(incident.isAlive(second, rivals, first)).toEqual([false, false, true]);
  },
);

test("behind a list that has revoked up to the cap a new resource fails by its name, and no other try goes above it", async () => {
  const { stack } = incident;
  await stack.program(list, behind(single, "list"));
  await stack.pulumi(["config", "set", "datadog:maxRevocations", "2"]);
  await stack.list([rivals, first].map((tokenId) => `tokenId: ${tokenId}`));
  const run = await stack.gitops(["up", "--skip-preview", "--max-a-day", "50"]);
  expect(run.exitCode).toBe(1);
  expect(run.printed).toContain("resource 'single' has a problem: 3 new revocations so far in this run");
  expect(incident.isAlive(rivals, first, second)).toEqual([false, false, true]);
});
