import { startSimulator, type Simulator } from "datadog-token-simulator";
import { parse } from "yaml";
import { MarkdownDocument } from "../../support/documents/markdown";
import { fixedBytes } from "../../support/engine/fixed-bytes";
import { keys, tokenId } from "../../support/engine/incident";
import { euTokenId, startEuropeanOrganization } from "../../support/plugin/european-organization";
import { pluginName, pluginType } from "../../support/plugin/plugin";
import { startPluginIncident, type PluginIncident } from "../../support/plugin/plugin-incident";
import { yamlProject, type YamlProgram } from "../../support/plugin/yaml-program";

jest.setTimeout(180_000);

const euKeys = { apiKey: "eu-api-key-that-must-not-leak", appKey: "eu-app-key-that-must-not-leak" };

let incident: PluginIncident;
let eu: Simulator;

beforeEach(async () => {
  incident = await startPluginIncident();
  eu = await startEuropeanOrganization({ credentials: euKeys });
});
afterEach(async () => {
  await eu.close();
  await incident.end();
});

const provider = (properties: Record<string, unknown>) => ({
  type: `pulumi:providers:${pluginName}`,
  properties,
});

const revocation = (id: string, providerName: string) => ({
  type: pluginType("PersonalAccessTokenRevocation"),
  properties: { tokenId: id },
  options: { provider: `\${${providerName}}` },
});

const twoOrganizations = (): YamlProgram => ({
  resources: {
    us: provider({ apiKey: keys.DD_API_KEY, appKey: keys.DD_APP_KEY, apiUrl: incident.datadog.url }),
    eu: provider({ ...euKeys, site: "datadoghq.eu", apiUrl: eu.url }),
    inUs: revocation(tokenId, "us"),
    inEu: revocation(euTokenId, "eu"),
  },
});

test("two explicit providers ask each its own organisation, with its own keys and site", async () => {
  const stack = await incident.yamlStack(twoOrganizations(), {});
  const up = await stack.up();
  expect(up).toMatchObject({ exitCode: 0, changes: { create: 5 } });
  expect([incident.datadog.tokens.isAlive(tokenId), eu.tokens.isAlive(euTokenId)]).toEqual([false, false]);
  expect((await stack.resource("inUs"))?.outputs).toMatchObject({
    site: "datadoghq.com",
    status: "revoked",
    organization: incident.datadog.organization,
  });
  expect((await stack.resource("inEu"))?.outputs).toMatchObject({
    site: "datadoghq.eu",
    status: "revoked",
    organization: eu.organization,
  });
  expect(eu.ledger.violations()).toEqual([]);

  expect((await stack.up()).changes).toEqual({ same: 5 });
  expect((await stack.refresh()).changes).toEqual({ same: 5 });
  expect((await stack.destroy()).changes).toEqual({ delete: 5 });
});

test("keys that a program gives in clear are encrypted in the state, and nowhere else", async () => {
  const stack = await incident.yamlStack(twoOrganizations(), {});
  await stack.preview("--diff");
  expect((await stack.up("--diff")).exitCode).toBe(0);
  const everything = await stack.everything();
  for (const secret of [...Object.values(keys), ...Object.values(euKeys)]) {
    expect(everything.includes(secret)).toBe(false);
  }
});

test("each of two explicit providers counts the new revocations of its own for the cap, and says that it is its own", async () => {
  const program = twoOrganizations();
  const stack = await incident.yamlStack(program, { DD_MAX_REVOCATIONS: "1" });
  expect((await stack.preview()).exitCode).toBe(0);
  const resources = { ...program.resources, alsoInUs: revocation(euTokenId, "us") };
  await stack.write({ "Pulumi.yaml": yamlProject({ resources }) });
  const preview = await stack.preview();
  expect(preview.exitCode).not.toBe(0);
  expect(preview.printed).toContain(
    "2 new revocations so far by this provider in this run, and DD_MAX_REVOCATIONS allows 1.",
  );
  expect([incident.datadog, eu].flatMap(({ ledger }) => ledger.entries({ method: "DELETE" }))).toEqual([]);
});

test("an explicit provider without credentials is an error, although the environment has some", async () => {
  const stack = await incident.yamlStack({
    resources: { eu: provider({ site: "datadoghq.eu" }), inEu: revocation(tokenId, "eu") },
  });
  const { exitCode, printed } = await stack.up();
  expect(exitCode).not.toBe(0);
  expect(printed).toMatch(/credentials/);
  expect(incident.datadog.ledger.entries()).toEqual([]);
});

test("credentials from the environment do not reach the state", async () => {
  const byEnvironment = await incident.yamlStack({
    resources: {
      leaked: { type: pluginType("PersonalAccessTokenRevocation"), properties: { tokenId } },
    },
  });
  expect((await byEnvironment.up()).exitCode).toBe(0);
  expect((await byEnvironment.everything()).includes(keys.DD_API_KEY)).toBe(false);
  const ofProvider = (await byEnvironment.resources()).find(({ type }) =>
    type.startsWith("pulumi:providers:"),
  );
  expect(Object.keys(ofProvider?.outputs ?? {})).not.toContain("apiKey");
});

test("the stack's configuration serves the provider that Pulumi makes by itself, and its keys stay encrypted", async () => {
  const stack = await incident.yamlStack(
    {
      resources: {
        leaked: { type: pluginType("PersonalAccessTokenRevocation"), properties: { tokenId } },
      },
    },
    { DD_API_URL: incident.datadog.url },
  );
  for (const [name, key] of [
    ["apiKey", keys.DD_API_KEY],
    ["appKey", keys.DD_APP_KEY],
  ] as const) {
    await stack.pulumi(["config", "set", "--secret", `${pluginName}:${name}`, key]);
  }
  expect((await stack.up()).exitCode).toBe(0);
  expect(incident.datadog.tokens.isAlive(tokenId)).toBe(false);
  const everything = await stack.everything();
  for (const secret of Object.values(keys)) {
    expect(everything.includes(secret)).toBe(false);
  }
});

test("the program that the documentation shows asks its provider's organisation", async () => {
  const [text = ""] = new MarkdownDocument("docs/languages.md").blocks
    .filter(({ language }) => language === "yaml")
    .flatMap((block) => (block.text.startsWith("resources:") ? [block.text] : []));
  const shown = parse(
    text.replace("${euBearerToken}", "a-bearer-token").replace(tokenId, euTokenId),
  ) as Required<Pick<YamlProgram, "resources">>;
  const anyone = await startSimulator({ tokens: [{ tokenId: euTokenId }], randomBytes: fixedBytes });
  Object.assign(shown.resources["eu"]?.properties ?? {}, { apiUrl: anyone.url });
  const stack = await incident.yamlStack(shown, {});
  expect((await stack.up()).exitCode).toBe(0);
  expect((await stack.resource("leaked"))?.outputs).toMatchObject({
    tokenId: euTokenId,
    site: "datadoghq.eu",
    status: "revoked",
  });
  await anyone.close();
});

test.each([
  ["default", {}],
  ["eu", { bearerToken: "" }],
  ["eu", { accounts: { eu: { site: "datadoghq.eu" } } }],
])("an explicit provider that is called %s, with %o, is an error beside it", async (name, inputs) => {
  const stack = await incident.yamlStack({
    resources: { [name]: provider({ site: "datadoghq.eu", ...inputs }), inEu: revocation(tokenId, name) },
  });
  const { exitCode, printed } = await stack.preview();
  expect(exitCode).not.toBe(0);
  expect(printed).toContain(`The provider "${name}" has no credentials`);
  expect(incident.datadog.ledger.entries()).toEqual([]);
});

test("a token's whole text among the inputs of a provider that are no credentials gets into no state", async () => {
  const text = incident.datadog.tokens.get(tokenId)?.text ?? "";
  const stack = await incident.yamlStack({
    resources: {
      us: provider({ bearerToken: "a-bearer-token", protectedTokens: [text] }),
      inUs: revocation(tokenId, "us"),
    },
  });
  const { exitCode, printed } = await stack.up("--diff");
  expect([exitCode === 0, printed]).toEqual([
    false,
    expect.stringContaining("protectedTokens: a token's text"),
  ]);
  expect((await stack.everything()).includes(text.slice(-36))).toBe(false);
});
