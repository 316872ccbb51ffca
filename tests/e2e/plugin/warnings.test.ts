import { otherTokenId, tokenId } from "../../support/engine/incident";
import { languageExample } from "../../support/plugin/language-example";
import type { LanguageRun } from "../../support/plugin/language-stack";
import { pluginType } from "../../support/plugin/plugin";
import { startPluginIncident, type PluginIncident } from "../../support/plugin/plugin-incident";

jest.setTimeout(600_000);

let incident: PluginIncident;

beforeEach(async () => {
  incident = await startPluginIncident();
});
afterEach(() => incident.end());

/** The warnings but for the CLI's own: where it found the language host. */
function fromProvider(warnings: LanguageRun["warnings"]): LanguageRun["warnings"] {
  return warnings.filter(({ message }) => !message.startsWith("using pulumi-language-"));
}

test("a warning stands beside the resource that it is about, and beside no other", async () => {
  const type = pluginType("PersonalAccessTokenRevocation");
  incident.datadog.tokens.revoke(otherTokenId);
  const stack = await incident.yamlStack({
    resources: {
      leaked: { type, properties: { tokenId } },
      gone: { type, properties: { tokenId: otherTokenId } },
    },
  });
  const { exitCode, warnings } = await stack.up();
  expect(exitCode).toBe(0);
  const ofProvider = fromProvider(warnings);
  expect(ofProvider.map(({ urn }) => urn)).toEqual([(await stack.resource("gone"))?.urn]);
  expect(ofProvider[0]?.message).toContain(otherTokenId);
});

test.each(["python", "go"] as const)(
  "%s: a warning of a token that was dead before carries its resource's URN",
  async (language) => {
    incident.datadog.tokens.revoke(tokenId);
    const stack = await languageExample(language, incident);
    const { exitCode, warnings } = await stack.up();
    expect(exitCode).toBe(0);
    const ofProvider = fromProvider(warnings);
    expect(ofProvider.map(({ urn }) => urn)).toEqual([(await stack.resource("leaked-in-ci"))?.urn]);
    expect(ofProvider[0]?.message).toContain(tokenId);
  },
);
