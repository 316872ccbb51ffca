import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { batchStateOf } from "../../../../provider/schema/batch-state";
import { keptRecordVariable } from "../../../../provider/schema/counted-record";
import { resourceTypes } from "../../../../provider/schema/resource-types";
import { lockedBy } from "../../../support/pipelines/locked-stack";
import { runGitops } from "../../../support/pipelines/gitops-run";

const lost = "61c07794-df2a-4403-a6ad-caa6bb70dae2";
const file = "revocations.yaml";
const options = { site: "datadoghq.com", revokeOn: "both", onNotFound: "accept", verify: true } as const;
const outputs = batchStateOf({ ...options, evidence: true, file }, {}, [
  { tokenId: lost, ...options, status: "revoked", revokedAt: "1970-01-01T00:00:00.000Z" },
]);
const urn = "urn:pulumi:prod::revocations::pulumi-nodejs:dynamic/datadog:RevocationList::revocations";
const withLost = {
  stdout: JSON.stringify({ deployment: { resources: [{ type: resourceTypes.list, urn, outputs }] } }),
};
const without = { stdout: "{}" };

let folder: string;
let list: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gitops-"));
  list = join(folder, file);
  await writeFile(list, "revocations: []\n");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The files whose record each update was told to keep. */
async function keptBy(args: string[], answers: Parameters<typeof runGitops>[1]) {
  const run = await runGitops([...args, "--list", list], answers);
  const kept = run.environments
    .filter((_, index) => run.commands[index]?.startsWith("pulumi up"))
    .map(({ [keptRecordVariable]: name }) => name);
  return { ...run, kept };
}

test("what another run revokes while an update waits for the stack's lock stays on record", async () => {
  const locked = lockedBy({ host: "runner-2", processId: 77 });
  const { status, kept } = await keptBy(["up", "--lock-wait", "60"], {
    "pulumi stack": [without],
    "pulumi up": [locked, {}],
  });
  expect(status).toBe(0);
  expect(kept).toEqual([file, file]);
});

test("of several lists, and of those on record, each one's stays", async () => {
  const other = join(folder, "eu.yaml");
  await writeFile(other, `revocations:\n  - tokenId: ${lost}\n`);
  const { status, kept } = await keptBy(["up", "--list", other], {
    "pulumi stack": [{ stdout: withLost.stdout.replaceAll(file, "former.yaml") }],
  });
  expect(status).toBe(0);
  expect(kept).toEqual(["eu.yaml/revocations.yaml/former.yaml"]);
});

test("an incident does not wait until another one is merged: what that has revoked stays on record, and is named", async () => {
  const { status, kept, warned } = await keptBy(["up", "--max-a-day", "50"], { "pulumi stack": [withLost] });
  expect(status).toBe(0);
  expect(kept).toEqual([file]);
  expect(warned).toContain(
    `On record as revoked, and not in ${list}:\n  ${lost}: revoked, and not proven gone`,
  );
  expect(warned).toContain("They stay on record");
});

test("mending drift takes nothing out of the record, and names what the list does not have", async () => {
  const { status, kept, warned } = await keptBy(["drift", "--mend"], {
    "pulumi preview": [{ exitCode: 7 }],
    "pulumi stack": [withLost],
  });
  expect(status).toBe(0);
  expect(kept).toEqual([file]);
  expect(warned).toContain(`  ${lost}: `);
});

test.each(["up", "drift --mend"])("%s keeps nothing that a person says is meant to go", async (command) => {
  const { kept } = await keptBy([...command.split(" "), "--allow-removals"], {
    "pulumi preview": [{ exitCode: 7 }],
    "pulumi stack": [withLost],
  });
  expect(kept).toEqual([undefined]);
});
