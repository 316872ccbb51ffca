import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";
import { pathWithRival } from "../../support/pipelines/rival-update";

jest.setTimeout(180_000);

const [recorded = "", fresh = ""] = [0, 1].map((index) => `00000000-0000-4000-8000-00000000000${index}`);

let incident: RecordIncident;
beforeEach(async () => {
  incident = await startRecordIncident({ tokens: [recorded, fresh].map((tokenId) => ({ tokenId })) });
  await incident.stack.program('new List("list", { file: "revocations.yaml" });');
});
afterEach(() => incident.end());

/** A stack whose list has revoked a token that its file does not name yet, as an incident's does until its push is merged. */
async function revokedAndNotListed() {
  const { stack } = incident;
  await stack.list([`tokenId: ${recorded}`]);
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  await stack.list([]);
}

const idsOnRecord = async () => Object.keys(await incident.stack.records()).sort();

test("what an incident revokes after a merge has looked at the record, and before it has the stack, stays on record", async () => {
  const { stack } = incident;
  await stack.list([]);
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  const path = await pathWithRival(incident, [`tokenId: ${recorded}`]);
  await stack.list([`tokenId: ${fresh}`]);
  expect(await stack.gitops(["up"], { PATH: path })).toMatchObject({ exitCode: 0 });
  expect(await idsOnRecord()).toEqual([recorded, fresh]);
  expect(incident.isAlive(recorded, fresh)).toEqual([false, false]);
  const next = await stack.gitops(["up"]);
  expect(next.exitCode).toBe(1);
  expect(next.printed).toContain(`On record as revoked, and not in revocations.yaml:\n  ${recorded}: `);
});

test("an incident revokes while what another one has revoked still waits for its merge, and leaves that on record", async () => {
  const { stack } = incident;
  await revokedAndNotListed();
  await stack.list([`tokenId: ${fresh}`]);
  const run = await stack.gitops(["up", "--skip-preview", "--max-a-day", "50"]);
  expect(run).toMatchObject({ exitCode: 0 });
  expect(run.printed).toContain(`${recorded}: revoked by us, and proven gone`);
  expect(run.printed).toContain("They stay on record");
  expect(incident.isAlive(recorded, fresh)).toEqual([false, false]);
  expect(await idsOnRecord()).toEqual([recorded, fresh]);
});

test("drift of a token that waits for its merge is mended, and takes nothing out of the record", async () => {
  const { datadog, stack } = incident;
  await revokedAndNotListed();
  datadog.tokens.revive(recorded);
  const run = await stack.gitops(["drift", "--mend"]);
  expect(run).toMatchObject({ exitCode: 0 });
  expect(run.printed).toContain(`On record as revoked, and not in revocations.yaml:\n  ${recorded}: `);
  expect(incident.isAlive(recorded)).toEqual([false]);
  expect(await idsOnRecord()).toEqual([recorded]);
});
