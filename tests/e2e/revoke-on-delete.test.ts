import { startIncident, tokenId, type Incident } from "../support/engine/incident";
import type { RevocationStack, Run } from "../support/engine/revocation-stack";

jest.setTimeout(180_000);

let incident: Incident;
let stack: RevocationStack;
let changed: Run;

/** One token for each way in which an armed revocation can end. */
const ids: Record<"lent" | "removed" | "gone" | "create" | "both", string> = {
  lent: tokenId,
  removed: "",
  gone: "",
  create: "",
  both: "",
};
type Name = keyof typeof ids;

const armed = (...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, { tokenId: ids[name], revokeOn: "delete" as const }]));
const outputs = async (name: Name) => (await stack.revocations())[name]?.outputs;
const isAlive = (name: Name) => incident.datadog.tokens.isAlive(ids[name]);

beforeAll(async () => {
  incident = await startIncident();
  for (const name of ["removed", "gone", "create", "both"] as const) {
    ids[name] = incident.datadog.tokens.create({ name }).tokenId;
  }
  stack = await incident.stackOf("quickstart");
  await stack.declare(armed("lent", "removed", "gone", "create", "both"));
  await stack.up();
});
afterAll(() => incident.end());

test("an armed revocation leaves its token alive, and keeps standing through a refresh", async () => {
  expect(await outputs("lent")).toMatchObject({ status: "armed", evidence: { name: "CI metrics" } });
  expect((await stack.refresh()).changes).toEqual({ same: 6 });
  for (const name of ["lent", "removed", "gone", "create", "both"] as const) {
    expect([name, isAlive(name)]).toEqual([name, true]);
  }
});

describe("when the program changes", () => {
  beforeAll(async () => {
    await stack.declare({
      ...armed("lent", "gone"),
      create: { tokenId: ids.create, revokeOn: "create" },
      both: { tokenId: ids.both, revokeOn: "both" },
    });
    changed = await stack.up();
  });

  test("removal from the program revokes", () => {
    expect(changed.changes).toEqual({ same: 3, delete: 1, update: 2 });
    expect(isAlive("removed")).toBe(false);
  });

  test.each(["create", "both"] as const)("a change of revokeOn to %s revokes now", async (name) => {
    expect(isAlive(name)).toBe(false);
    expect(await outputs(name)).toMatchObject({
      status: "revoked",
      verifiedAt: expect.any(String) as string,
    });
  });

  test("what is armed still stays as it is", () => {
    expect([isAlive("lent"), isAlive("gone")]).toEqual([true, true]);
  });
});

test("an armed revocation whose token is gone stays armed after a refresh, and its end sends the DELETE all the same", async () => {
  incident.datadog.tokens.revoke(ids.gone);
  await stack.refresh();
  expect(await outputs("gone")).toMatchObject({ status: "armed" });
  expect(await outputs("gone")).not.toHaveProperty("verifiedAt");
  expect((await stack.up()).changes).toEqual({ same: 5 });
  expect(incident.datadog.ledger.count({ method: "DELETE", tokenId: ids.gone })).toBe(0);
});

test("the end revokes what is armed until then", async () => {
  expect(isAlive("lent")).toBe(true);
  await stack.destroy();
  expect(isAlive("lent")).toBe(false);
  expect(incident.datadog.ledger.count({ method: "DELETE", tokenId: ids.gone })).toBe(1);
});
