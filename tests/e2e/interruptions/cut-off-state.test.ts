import { readdir, readFile, truncate, writeFile, mkdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { CliStack } from "../../support/engine/cli-stack";
import { keys, otherTokenId, startIncident, tokenId, type Incident } from "../../support/engine/incident";
import { isInContainer } from "../../support/pipelines/locked-stack";

jest.setTimeout(180_000);

let incident: Incident;
let stack: CliStack;
let state: string;
/** A stack that has one revocation on record, and another one declared. */
beforeEach(async () => {
  incident = await startIncident({ secondRevocation: 404 });
  stack = await CliStack.create(incident.pulumi, { DD_API_URL: incident.datadog.url, ...keys });
  state = join(incident.pulumi.backendFolder, ".pulumi/stacks/record/test.json");
  await stack.list([`tokenId: ${tokenId}`]);
  await stack.program('new List("list", { file: "revocations.yaml" });');
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  await stack.list([`tokenId: ${tokenId}`, `tokenId: ${otherTokenId}`]);
});
afterEach(() => incident.end());

/** The lock of a run that was killed: no process has so high a number. */
async function leaveLock(): Promise<void> {
  const locks = join(incident.pulumi.backendFolder, ".pulumi/locks/organization/record/test");
  await mkdir(locks, { recursive: true });
  const owner = { pid: 2 ** 22 + 1, username: "ci", hostname: hostname(), timestamp: "2026-11-28T08:35:05Z" };
  await writeFile(join(locks, "one.json"), JSON.stringify(owner));
}

async function expectAllRevoked(): Promise<void> {
  expect(Object.keys(await stack.records()).toSorted()).toEqual([tokenId, otherTokenId].toSorted());
  expect([tokenId, otherTokenId].filter((id) => incident.datadog.tokens.isAlive(id))).toEqual([]);
}

test.each([
  ["emptied", 0],
  ["cut off", 12],
])(
  "of a state whose attributes a killed run has %s, nothing is lost: recover makes it readable",
  async (_, bytes) => {
    await leaveLock();
    await truncate(`${state}.attrs`, bytes);
    const failed = await stack.gitops(["up", "--skip-preview"]);
    expect(failed.exitCode).toBe(1);
    expect(failed.printed).toContain(`${state}.attrs, which stands beside it, is cut off.`);
    expect((await stack.gitops(["doctor"])).printed).toContain(
      "✗ state: Pulumi can't read the stack's state, which is whole",
    );
    expect(await stack.gitops(["recover"])).toMatchObject({ exitCode: 0 });
    expect(await stack.gitops(["up", "--skip-preview"])).toMatchObject({ exitCode: 0 });
    await expectAllRevoked();
  },
);

test("the next run on the same machine makes a state readable whose attributes are cut off, if it is told to recover", async () => {
  await leaveLock();
  await truncate(`${state}.attrs`, 0);
  const end = await stack.gitops(["up", "--skip-preview", "--recover"]);
  // In a container it can't know that the run is dead.
  expect(end.exitCode).toBe(isInContainer() ? 1 : 0);
  if (isInContainer()) {
    expect(end.printed).toContain(
      "If you know that no run is at work on the stack, run: datadog-token-gitops recover",
    );
    await rm(join(incident.pulumi.backendFolder, ".pulumi/locks/organization/record/test/one.json"));
    expect(await stack.gitops(["up", "--skip-preview", "--recover"])).toMatchObject({ exitCode: 0 });
  }
  await expectAllRevoked();
});

test.each([
  ["empty", 0],
  ["cut off", 200],
])(
  "a state that is %s is an error that names a whole copy, and with it in its place all goes on",
  async (_, bytes) => {
    await leaveLock();
    await truncate(state, bytes);
    for (const command of [["up", "--skip-preview"], ["up", "--recover"], ["recover"]]) {
      const { exitCode, printed } = await stack.gitops(command);
      expect(exitCode).toBe(1);
      expect(printed).toContain(`${state} is cut off (${bytes} bytes)`);
    }
    const { printed } = await stack.gitops(["recover"]);
    // As a person would copy it out of the message.
    const [, copy = ""] = /cp '([^']+)' /.exec(printed) ?? [];
    await writeFile(state, await readFile(copy));
    expect(await stack.gitops(["recover"])).toMatchObject({ exitCode: 0 });
    expect(await stack.gitops(["up", "--skip-preview"])).toMatchObject({ exitCode: 0 });
    await expectAllRevoked();
  },
);

test("of a state of which no copy is whole, a person is told to begin a new one, which records all anew", async () => {
  await truncate(state, 0);
  const folders = [join(state, ".."), join(incident.pulumi.backendFolder, ".pulumi/backups/record/test")];
  for (const folder of folders) {
    for (const name of await readdir(folder)) {
      await truncate(join(folder, name), 0);
    }
  }
  const { exitCode, printed } = await stack.gitops(["up", "--skip-preview"]);
  expect(exitCode).toBe(1);
  expect(printed).toContain("No copy of it is whole, either.");
  await rm(state);
  expect(await stack.pulumi(["stack", "init"])).toMatchObject({ exitCode: 0 });
  expect(await stack.gitops(["up", "--skip-preview"])).toMatchObject({ exitCode: 0 });
  await expectAllRevoked();
});
