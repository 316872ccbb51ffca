import { keys, otherTokenId, tokenId } from "../../../support/engine/incident";
import type { LanguageStack } from "../../../support/plugin/language-stack";
import { pluginType } from "../../../support/plugin/plugin";
import { startPluginIncident, type PluginIncident } from "../../../support/plugin/plugin-incident";
import { yamlProject, type YamlProgram } from "../../../support/plugin/yaml-program";

jest.setTimeout(180_000);

let incident: PluginIncident;
let stack: LanguageStack;

const program = (properties: Record<string, unknown>): YamlProgram => ({
  resources: { leaked: { type: pluginType("PersonalAccessTokenRevocation"), properties } },
  outputs: { status: "${leaked.status}" },
});

const declare = (properties: Record<string, unknown>) =>
  stack.write({ "Pulumi.yaml": yamlProject(program(properties)) });

beforeAll(async () => {
  incident = await startPluginIncident();
  stack = await incident.yamlStack(program({ tokenId, reason: "printed in a public CI log" }));
});
afterAll(() => incident.end());
beforeEach(() => incident.datadog.ledger.clear());

test("a preview revokes nothing", async () => {
  const { exitCode, printed, changes } = await stack.preview();
  expect({ exitCode, changes }).toEqual({ exitCode: 0, changes: { create: 2 } });
  // What Datadog says of the token stands beside the resource.
  expect(printed).toContain("CI metrics");
  expect(incident.deletes()).toBe(0);
});

test("up revokes the token, and records what was seen, done and verified", async () => {
  const { exitCode, printed, changes } = await stack.up();
  expect({ exitCode, changes }).toEqual({ exitCode: 0, changes: { create: 2 } });
  expect(printed).toContain('status: "revoked"');
  expect(incident.requests()).toEqual(["GET 200", "DELETE 204", "GET 404"]);
  const iso = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string;
  const resource = await stack.resource("leaked");
  expect(resource).toMatchObject({
    id: tokenId,
    type: pluginType("PersonalAccessTokenRevocation"),
    outputs: {
      tokenId,
      site: "datadoghq.com",
      organization: incident.datadog.organization,
      reason: "printed in a public CI log",
      status: "revoked",
      revokedAt: iso,
      verifiedAt: iso,
      evidence: { name: "CI metrics", scopes: ["metrics_read"] },
    },
  });
  expect(resource?.outputs).not.toHaveProperty("__provider");
});

test("up again changes nothing and asks nothing", async () => {
  expect((await stack.up()).changes).toEqual({ same: 2 });
  expect(incident.datadog.ledger.entries()).toEqual([]);
});

test("another reason, and another spelling of the id and the site, ask nothing", async () => {
  await declare({ tokenId: tokenId.toUpperCase(), site: "app.datadoghq.com", reason: "found in a fork" });
  expect((await stack.up()).changes).toEqual({ same: 1, update: 1 });
  expect((await stack.preview()).changes).toEqual({ same: 2 });
  expect(incident.datadog.ledger.entries()).toEqual([]);
});

test("a ticket of digits alone from the configuration, of which Pulumi YAML makes a number, is recorded as it was written", async () => {
  const config = { ticket: { type: "string", default: "20261128" } };
  const properties = { tokenId, ticket: "${ticket}" };
  await stack.write({ "Pulumi.yaml": yamlProject({ ...program(properties), config }) });
  expect((await stack.up()).changes).toEqual({ same: 1, update: 1 });
  expect((await stack.resource("leaked"))?.outputs).toMatchObject({ ticket: "20261128" });
});

test("refresh has nothing to say while the token is gone, and drift is mended by the next up", async () => {
  expect((await stack.refresh()).changes).toEqual({ same: 2 });
  incident.datadog.tokens.revive(tokenId);
  // The token may be slow to die within a minute of the DELETE; that minute is over where the state says so.
  await stack.rewriteOutputs("leaked", { revokedAt: "2020-01-01T00:00:00.000Z" });
  expect((await stack.up("--refresh")).exitCode).toBe(0);
  expect(incident.datadog.tokens.isAlive(tokenId)).toBe(false);
});

test("another token replaces: the new one first, the old one once more", async () => {
  await declare({ tokenId: otherTokenId });
  incident.datadog.ledger.clear();
  expect((await stack.up()).exitCode).toBe(0);
  const asked = incident.datadog.ledger.entries({ method: "DELETE" }).map((entry) => entry.tokenId);
  expect(asked).toEqual([otherTokenId, tokenId]);
});

test("wrong arguments are refused in the preview, each in words of its own", async () => {
  await declare({ tokenId: "not-an-id", site: "nowhere.example" });
  const { exitCode, printed } = await stack.preview();
  expect(exitCode).not.toBe(0);
  expect(printed).toContain("tokenId");
  expect(printed).toContain("site");
  await declare({ tokenId: otherTokenId });
});

test("destroy makes sure once more with one DELETE", async () => {
  expect((await stack.destroy()).changes).toEqual({ delete: 2 });
  expect(incident.deletes()).toBe(1);
});

test("no key is in the state, its history, the events or what was printed", async () => {
  const everything = await stack.everything();
  expect(everything).toContain(tokenId);
  for (const secret of Object.values(keys)) {
    expect(everything).not.toContain(secret);
  }
});
