import { startRecordIncident, type RecordIncident } from "../../../support/engine/record-incident";

jest.setTimeout(240_000);

let incident: RecordIncident;

beforeEach(async () => {
  incident = await startRecordIncident({ tokens: 2 });
});
afterEach(() => incident.end());

const urn = (name: string) =>
  `urn:pulumi:test::record::pulumi-nodejs:dynamic/datadog:PersonalAccessTokenRevocation::${name}`;
const ids = () => incident.datadog.tokens.list().map(({ tokenId }) => tokenId) as [string, string];
const armed = (name: string, tokenId: string) =>
  `new Revocation("${name}", { tokenId: "${tokenId}", revokeOn: "delete" });`;
const time = expect.any(String) as string;

test("pulumi state move takes an armed token and a proven one to another stack as they are, and no run of either sends a DELETE", async () => {
  const { stack, deletes, isAlive, datadog } = incident;
  const [lent, dead] = ids();
  const program = (...names: string[]) =>
    stack.program(
      `const here = pulumi.getStack() === ${JSON.stringify(names[0])};`,
      `if (here) { ${armed("lent", lent)} new Revocation("dead", { tokenId: "${dead}" }); }`,
    );
  await program("test");
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  const other = await stack.beside("other");
  expect(await other.up()).toMatchObject({ exitCode: 0 });
  datadog.ledger.clear();
  const moved = await stack.move("other", urn("lent"), urn("dead"));
  expect(moved.printed).toContain("Successfully moved");

  await program("other");
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  const up = await other.up();
  expect(up.exitCode).toBe(0);
  expect(up.printed).not.toContain("created");
  expect(deletes()).toEqual([]);
  expect(await stack.records()).toEqual({});
  expect(await other.records()).toMatchObject({
    [lent]: { status: "armed" },
    [dead]: { status: "revoked", verifiedAt: time },
  });
  expect(isAlive(lent, dead)).toEqual([true, false]);
  expect(await other.destroy()).toMatchObject({ exitCode: 0 });
  expect(isAlive(lent)).toEqual([false]);
});

test("destroy --target of one of two resources that name an armed token revokes it, and says so, since nothing is declared in a destroy", async () => {
  const { stack, deletes, isAlive } = incident;
  const [twice] = ids();
  await stack.program(armed("one", twice), armed("two", twice));
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  const destroyed = await stack.destroy({}, "--target", urn("one"));
  expect(destroyed.exitCode).toBe(0);
  expect(destroyed.printed).toContain(
    `"${twice}" on datadoghq.com was alive until now and was revoked for good by being taken out.`,
  );
  expect(deletes()).toEqual([twice]);
  expect(isAlive(twice)).toEqual([false]);
  // The other one's end finds it gone, by the same user's word.
  expect(await stack.destroy()).toMatchObject({ exitCode: 0 });
});

test("up --target asks nothing of what it leaves out, and up --replace of a proven token claims no more than is seen then", async () => {
  const { stack, datadog, isAlive } = incident;
  const [one, two] = ids();
  await stack.program(
    `new Revocation("one", { tokenId: "${one}" });`,
    `new Revocation("two", { tokenId: "${two}" });`,
  );
  expect(await stack.up({}, "--target", urn("one"))).toMatchObject({ exitCode: 0 });
  expect(isAlive(one, two)).toEqual([false, true]);
  expect(datadog.ledger.entries({ tokenId: two })).toEqual([]);
  expect(Object.keys(await stack.records())).toEqual([one]);
  expect(await stack.up({}, "--exclude", urn("one"))).toMatchObject({ exitCode: 0 });
  expect(isAlive(two)).toEqual([false]);

  const replaced = await stack.up({}, "--replace", urn("one"));
  expect(replaced.exitCode).toBe(0);
  expect(replaced.printed).toContain(
    `"${one}" on datadoghq.com was already gone when asked, before the DELETE was sent: recorded as already revoked.`,
  );
  const records = await stack.records();
  expect(records[one]).toMatchObject({ status: "alreadyRevoked", verifiedAt: time });
  expect(records[one]).not.toHaveProperty("revokedAt");
  expect(records[one]).not.toHaveProperty("seenBy");
  expect(records[two]).toMatchObject({ status: "revoked", verifiedAt: time });
});

test("refresh --run-program finds what came back, with the program's settings of today, and drops nothing", async () => {
  const { stack, datadog, isAlive } = incident;
  const [back, lent] = ids();
  await stack.program(`new Revocation("back", { tokenId: "${back}" });`, armed("lent", lent));
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  datadog.tokens.revive(back);
  await stack.age(3_600);
  const refreshed = await stack.refresh({}, "--run-program");
  expect(refreshed.exitCode).toBe(0);
  expect(refreshed.printed).toContain(
    "that is drift. Once a refresh has written that into the state, it is work to be done: the pulumi up that follows revokes it again.",
  );
  expect(await stack.records()).toMatchObject({
    [back]: { unfinished: "aliveAgain" },
    [lent]: { status: "armed" },
  });
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  expect(isAlive(back, lent)).toEqual([false, true]);
});

test("up --target takes a list as a whole, by its name, and asks for nothing where a token's id is the target", async () => {
  const { stack, deletes, datadog, isAlive } = incident;
  const [one, two] = ids();
  await stack.write("revocations.yaml", `revocations:\n  - tokenId: ${one}\n  - tokenId: ${two}\n`);
  await stack.program('new List("revocations", { file: "revocations.yaml" });');
  for (const dependents of [[], ["--target-dependents"]]) {
    await stack.up({}, "--target", `**::${one}`, ...dependents);
    expect(datadog.ledger.entries({ method: "DELETE" })).toEqual([]);
  }
  expect(await stack.up({}, "--target", "**::revocations")).toMatchObject({ exitCode: 0 });
  expect(deletes().sort()).toEqual([one, two].sort());
  expect(isAlive(one, two)).toEqual([false, false]);
});
