import { rename } from "node:fs/promises";
import { join } from "node:path";
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

test("a list that is renamed, and has lost a token on the way, stops the merge; with all of them it goes on", async () => {
  const { stack } = incident;
  await stack.list([`tokenId: ${recorded}`, `tokenId: ${fresh}`]);
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  await rename(join(stack.folder, "revocations.yaml"), join(stack.folder, "incidents.yaml"));
  await stack.program('new List("list", { file: "incidents.yaml" });');
  await stack.list([`tokenId: ${fresh}`], "incidents.yaml");
  for (const args of [["up"], ["up", "--list=incidents.yaml"]]) {
    const { exitCode, printed } = await stack.gitops(args);
    expect(exitCode).toBe(1);
    expect(printed).toContain(`  ${recorded}: revoked by us`);
    expect(printed).toContain("name it: --list FILE");
  }
  expect(await idsOnRecord()).toEqual([recorded, fresh]);
  await stack.list([`tokenId: ${recorded}`, `tokenId: ${fresh}`], "incidents.yaml");
  expect(await stack.gitops(["up", "--list=incidents.yaml"])).toMatchObject({ exitCode: 0 });
  expect(await idsOnRecord()).toEqual([recorded, fresh]);
});

test("of a program with two lists each is compared, and a token that moves from one to the other stays on record", async () => {
  const { stack } = incident;
  const both = ['new List("list", { file: "revocations.yaml" });', 'new List("eu", { file: "eu.yaml" });'];
  await stack.program(...both);
  await stack.list([`tokenId: ${recorded}`]);
  await stack.list([`tokenId: ${fresh}`], "eu.yaml");
  expect(await stack.gitops(["up"])).toMatchObject({ exitCode: 0 });
  await stack.list([], "eu.yaml");
  const lost = await stack.gitops(["up", "--list=revocations.yaml", "--list=eu.yaml"]);
  expect(lost.exitCode).toBe(1);
  expect(lost.printed).toContain(`not in revocations.yaml or eu.yaml:\n  ${fresh}: `);
  await stack.list([`tokenId: ${recorded}`, `tokenId: ${fresh}`]);
  expect(await stack.gitops(["up"])).toMatchObject({ exitCode: 0 });
  expect(await idsOnRecord()).toEqual([recorded, fresh]);
  expect(incident.isAlive(recorded, fresh)).toEqual([false, false]);
});
