import { startRecordIncident, type RecordIncident } from "../../../support/engine/record-incident";
import { pluginFolder, pluginName, pluginType } from "../../../support/plugin/plugin";

jest.setTimeout(240_000);

const plugins = { providers: [{ name: pluginName, path: pluginFolder }] };
const single = pluginType("PersonalAccessTokenRevocation");
const urn = (name: string) => `urn:pulumi:test::record::${single}::${name}`;

type Resources = Record<string, { type: string; properties: object; options?: object }>;

let incident: RecordIncident;

beforeEach(async () => {
  incident = await startRecordIncident({ tokens: 3 });
});
afterEach(() => incident.end());

function declare(resources: Resources): Promise<void> {
  const program = { name: "record", runtime: "yaml", plugins, resources };
  return incident.stack.write("Pulumi.yaml", JSON.stringify(program));
}

const ids = () => incident.datadog.tokens.list().map(({ tokenId }) => tokenId) as [string, string, string];
const armed = (tokenId: string, options: object = {}) => ({
  type: single,
  properties: { tokenId, revokeOn: "delete" },
  options,
});

test("through the plugin a protected armed token stays, and what retainOnDelete and deletedWith keep from being asked is not revoked, as the documents say", async () => {
  const { stack, isAlive, deletes } = incident;
  const [kept, retained, orphan] = ids();
  const parent = { type: single, properties: { tokenId: "7767e407-9c67-4ede-902e-c4b1f3782352" } };
  const all = {
    kept: armed(kept, { protect: true }),
    retained: armed(retained, { retainOnDelete: true }),
    parent,
    orphan: armed(orphan, { deletedWith: "${parent}" }),
  };
  await declare(all);
  expect(await stack.up()).toMatchObject({ exitCode: 0 });

  await declare({ retained: all.retained, parent, orphan: all.orphan });
  const refused = await stack.up();
  expect(refused.exitCode).not.toBe(0);
  expect(refused.printed).toContain("is protected");
  expect(await stack.outputs("kept")).toMatchObject({ status: "armed" });

  await declare({ kept: all.kept });
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  expect(deletes()).not.toContain(retained);
  expect(isAlive(kept, retained, orphan)).toEqual([true, true, true]);
});

test("through the plugin a state that is imported as another stack's revokes nothing that it declares, and its removal does", async () => {
  const { stack, isAlive, deletes } = incident;
  const [lent, dead] = ids();
  await declare({ lent: armed(lent), dead: { type: single, properties: { tokenId: dead } } });
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  incident.datadog.ledger.clear();
  const other = await stack.importedAs("other");
  expect(await other.up()).toMatchObject({ exitCode: 0 });
  expect(deletes().filter((tokenId) => tokenId === lent)).toEqual([]);
  expect(isAlive(lent)).toEqual([true]);
  expect(await other.records()).toMatchObject({ [lent]: { status: "armed" } });
  expect(await other.destroy()).toMatchObject({ exitCode: 0 });
  expect(isAlive(lent)).toEqual([false]);
});

test("through the plugin destroy --target of one of two resources revokes the token that both name, and says so", async () => {
  const { stack, deletes } = incident;
  const [twice] = ids();
  await declare({ one: armed(twice), two: armed(twice) });
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  const destroyed = await stack.destroy({}, "--target", urn("one"));
  expect(destroyed.exitCode).toBe(0);
  expect(destroyed.printed).toContain(
    `"${twice}" on datadoghq.com was alive until now and was revoked for good by being taken out.`,
  );
  expect(deletes()).toEqual([twice]);
});

test("through the plugin ignoreChanges of whatever says which token, where and when is refused, also written as a path", async () => {
  const { stack, isAlive } = incident;
  const [one, anew] = ids();
  await declare({ one: { type: single, properties: { tokenId: one } } });
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  for (const [properties, property] of [
    [{ tokenId: one, account: "any" }, "account"],
    [{ tokenId: one, revokeOn: "delete" }, "revokeOn"],
    [{ tokenId: anew }, '["tokenId"]'],
  ] as const) {
    await declare({ one: { type: single, properties, options: { ignoreChanges: [property] } } });
    const refused = await stack.up();
    expect(refused.exitCode).not.toBe(0);
    expect(refused.printed).toContain('The resource "one" has ignoreChanges: [');
  }
  expect(isAlive(anew)).toEqual([true]);
});
