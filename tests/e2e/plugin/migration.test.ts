import { otherTokenId, tokenId } from "../../support/engine/incident";
import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";
import { pluginFolder, pluginName, pluginType } from "../../support/plugin/plugin";
import { yamlProject } from "../../support/plugin/yaml-program";

jest.setTimeout(180_000);

let incident: RecordIncident;

beforeEach(async () => {
  incident = await startRecordIncident({
    tokens: [
      { tokenId },
      { tokenId: otherTokenId },
      { tokenId: serviceTokenId, type: "service_access_tokens", ownerId: serviceAccountId },
    ],
  });
});
afterEach(() => incident.end());

const serviceTokenId = "6ada9c44-0b7f-4e35-826b-ccecd6d358d5";
const serviceAccountId = "7cd6eb12-6ad9-4b1d-9fb2-0c8d8ea2a45e";

/** The way back still names the plugin: the engine loads the provider of every resource that it finds in the state. */
const node = JSON.stringify({
  name: "record",
  runtime: "nodejs",
  plugins: { providers: [{ name: pluginName, path: pluginFolder }] },
});

interface Kind {
  kind: string;
  /** The resource in a program in JavaScript, with the options that it gets. */
  javascript: (options: string) => string;
  yaml: { type: string; properties: Record<string, unknown> };
}

const kinds: Kind[] = [
  {
    kind: "a single revocation",
    javascript: (options) => `new Revocation("leaked", { tokenId: "${tokenId}" }, ${options});`,
    yaml: { type: pluginType("PersonalAccessTokenRevocation"), properties: { tokenId } },
  },
  {
    kind: "a service token's revocation",
    javascript: (options) => `new ServiceRevocation("leaked", { tokenId: "${serviceTokenId}" }, ${options});`,
    yaml: { type: pluginType("ServiceAccessTokenRevocation"), properties: { tokenId: serviceTokenId } },
  },
  {
    kind: "a batch",
    javascript: (options) =>
      `new Batch("leaked", { tokenIds: ["${tokenId}", "${otherTokenId}"], ticket: "SEC-1" }, ${options});`,
    yaml: {
      type: pluginType("PersonalAccessTokenRevocationBatch"),
      properties: { tokenIds: [tokenId, otherTokenId], ticket: "SEC-1" },
    },
  },
  {
    kind: "a list",
    javascript: (options) => `new List("leaked", { file: "revocations.yaml" }, ${options});`,
    yaml: { type: pluginType("RevocationList"), properties: { file: "revocations.yaml" } },
  },
];

test.each(kinds)(
  "$kind moves to the plugin and back without one request, and its record stays as it was",
  async ({ javascript, yaml }) => {
    const { stack, datadog } = incident;
    await stack.list([`tokenId: ${tokenId}`, `tokenId: ${otherTokenId}`]);
    await stack.program(javascript("{}"));
    expect(await stack.up()).toMatchObject({ exitCode: 0 });
    const { __provider: _, ...before } = (await stack.outputs("leaked")) ?? {};
    datadog.ledger.clear();

    await stack.write("Pulumi.yaml", yamlProject({ resources: { leaked: yaml } }, { name: "record" }));
    const there = await stack.up();
    expect(there).toMatchObject({ exitCode: 0 });
    expect(there.printed).toContain("2 unchanged");
    expect(await stack.outputs("leaked")).toMatchObject(before);

    await stack.write("Pulumi.yaml", node);
    await stack.program(javascript("{}"));
    const back = await stack.up();
    expect([back.exitCode, back.printed]).toEqual([0, expect.any(String)]);
    expect(back.printed).toContain("2 unchanged");
    expect(await stack.outputs("leaked")).toMatchObject(before);
    expect(datadog.ledger.entries()).toEqual([]);
  },
);
