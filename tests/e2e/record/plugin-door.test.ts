import { keys } from "../../support/engine/incident";
import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";
import { pluginFolder, pluginName, pluginType } from "../../support/plugin/plugin";

jest.setTimeout(240_000);

const plugins = { providers: [{ name: pluginName, path: pluginFolder }] };
const single = pluginType("PersonalAccessTokenRevocation");

type Resources = Record<string, { type: string; properties: object; options?: object }>;

let incident: RecordIncident;

beforeEach(async () => {
  incident = await startRecordIncident({ tokens: 5 });
});
afterEach(() => incident.end());

function declare(resources: Resources): Promise<void> {
  const program = { name: "record", runtime: "yaml", plugins, resources };
  return incident.stack.write("Pulumi.yaml", JSON.stringify(program));
}

const ids = () => incident.datadog.tokens.list().map(({ tokenId }) => tokenId);

test("case 12 through the plugin: ignoreChanges of what names the token is refused by each resource, and what is declared anew is not passed over", async () => {
  const { stack, isAlive, deletes, datadog } = incident;
  const [one, ofBatch, ofList, anew] = ids() as [string, string, string, string];
  const ofService = datadog.tokens.create({ type: "service_access_tokens" }).tokenId;
  await stack.list([`tokenId: ${ofList}`], "one.yaml");
  await stack.list([`tokenId: ${anew}`], "another.yaml");
  const settled: Resources = {
    single: { type: single, properties: { tokenId: one } },
    batch: { type: pluginType("PersonalAccessTokenRevocationBatch"), properties: { tokenIds: [ofBatch] } },
    list: { type: pluginType("RevocationList"), properties: { file: "one.yaml" } },
    service: { type: pluginType("ServiceAccessTokenRevocation"), properties: { tokenId: ofService } },
  };
  await declare(settled);
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  expect(deletes()).toEqual([one, ofBatch, ofList, ofService].sort());

  for (const [name, properties, property] of [
    ["single", { tokenId: anew }, "tokenId"],
    ["single", { tokenId: one, site: "datadoghq.eu" }, "site"],
    ["batch", { tokenIds: [ofBatch, anew] }, "tokenIds"],
    ["batch", { tokenIds: [ofBatch, anew] }, "revocations"],
    ["list", { file: "another.yaml" }, "file"],
    ["list", { file: "another.yaml" }, "*"],
    ["service", { tokenId: anew }, "tokenId"],
  ] as const) {
    const { type } = settled[name] as Resources[string];
    await declare({ ...settled, [name]: { type, properties, options: { ignoreChanges: [property] } } });
    const refused = await stack.up();
    expect(refused.exitCode).not.toBe(0);
    expect(refused.printed).toContain(`The resource "${name}" has ignoreChanges: ["${property}"]`);
  }
  expect(isAlive(anew)).toEqual([true]);
});

test("case 13 through the plugin: an armed token that moves to another provider lives on, and dies with the stack, also in a destroy that runs the program", async () => {
  const { stack, isAlive, deletes, datadog } = incident;
  const [moving] = ids() as [string];
  const properties = { apiUrl: datadog.url, apiKey: keys.DD_API_KEY, appKey: keys.DD_APP_KEY };
  const provider = { type: `pulumi:providers:${pluginName}`, properties };
  const armed = (by: string) => ({
    type: single,
    properties: { tokenId: moving, revokeOn: "delete" },
    options: { provider: by },
  });
  await declare({ first: provider, second: provider, one: armed("${first}") });
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  await declare({ second: provider, two: armed("${second}") });
  const moved = await stack.up();
  expect(moved.exitCode).toBe(0);
  expect(moved.printed).toContain(
    "still declared in another of this run, which may be the same account by another name: no DELETE was sent",
  );
  expect(deletes()).toEqual([]);

  expect(await stack.destroy({}, "--run-program")).toMatchObject({ exitCode: 0 });
  expect(deletes()).toEqual([moving]);
  expect(isAlive(moving)).toEqual([false]);
});
