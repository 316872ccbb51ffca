import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";

jest.setTimeout(240_000);

let incident: RecordIncident;

beforeEach(async () => {
  incident = await startRecordIncident({ tokens: 3 });
});
afterEach(() => incident.end());

const urn = (name: string) =>
  `urn:pulumi:test::record::pulumi-nodejs:dynamic/datadog:PersonalAccessTokenRevocation::${name}`;
const ids = () => incident.datadog.tokens.list().map(({ tokenId }) => tokenId) as [string, string, string];

test("an armed token lives on whatever replaces its resource, while the run declares it, and dies in a destroy that runs the program", async () => {
  const { stack, isAlive, deletes } = incident;
  const [single, listed, batched] = ids();
  await stack.list([`{tokenId: ${listed}, revokeOn: delete}`]);
  const others = [
    'new List("list", { file: "revocations.yaml" });',
    `new Batch("batch", { tokenIds: ["${batched}"], revokeOn: "delete" });`,
  ];
  const program = (options: string) =>
    stack.program(
      `new Revocation("armed", { tokenId: "${single}", revokeOn: "delete" }, ${options});`,
      ...others,
    );
  await program("{}");
  expect(await stack.up()).toMatchObject({ exitCode: 0 });

  const replaced = [
    await stack.up({}, "--replace", urn("armed")),
    await stack.pulumi(["state", "taint", urn("armed"), "--yes"]).then(() => stack.up()),
    await program("{ deleteBeforeReplace: true }").then(() => stack.up({}, "--replace", urn("armed"))),
    await stack.pulumi(["state", "rename", urn("armed"), "renamed", "--yes"]).then(() => stack.up()),
  ];
  for (const { exitCode, printed } of replaced) {
    expect(exitCode).toBe(0);
    expect(printed).toContain(
      `"${single}" on datadoghq.com is taken out in one place and still declared in another of this run, which may be the same account by another name: no DELETE was sent`,
    );
  }
  expect(deletes()).toEqual([]);
  // What has left the state by hand is declared anew, and alive.
  await stack.pulumi(["state", "delete", urn("armed"), "--yes"]);
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  expect(await stack.records()).toMatchObject({ [single]: { status: "armed" } });
  expect(deletes()).toEqual([]);

  expect(await stack.destroy({}, "--run-program")).toMatchObject({ exitCode: 0 });
  expect(deletes()).toEqual([single, listed, batched].sort());
  expect(isAlive(single, listed, batched)).toEqual([false, false, false]);
});

test("a failed revocation that replaceOnChanges replaces is gone on with, and neither it nor a protected one is forgotten", async () => {
  const { stack, datadog, isAlive } = incident;
  const [failing, kept] = ids();
  const declare = (reason: string) =>
    stack.program(
      `new Revocation("failing", { tokenId: "${failing}", reason: "${reason}" }, { replaceOnChanges: ["*"] });`,
      `new Revocation("kept", { tokenId: "${kept}", revokeOn: "delete" }, { protect: true });`,
    );
  datadog.faults.keepAlive(failing);
  await declare("first");
  const failed = await stack.up();
  expect(failed.exitCode).not.toBe(0);
  expect(await stack.outputs("failing")).toMatchObject({ unfinished: "verification" });

  datadog.faults.clear();
  await declare("second");
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  expect(isAlive(failing, kept)).toEqual([false, true]);
  const proven = { status: "revoked", verifiedAt: expect.any(String) as string, reason: "second" };
  expect(await stack.outputs("failing")).toMatchObject(proven);

  await stack.program(`new Revocation("failing", { tokenId: "${failing}" });`);
  const refused = await stack.up();
  expect(refused.exitCode).not.toBe(0);
  expect(refused.printed).toContain("is protected");
  expect(await stack.outputs("kept")).toMatchObject({ status: "armed" });
  expect(isAlive(kept)).toEqual([true]);
});
