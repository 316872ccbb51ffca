import { otherTokenId, tokenId } from "../../support/engine/incident";
import { pluginType } from "../../support/plugin/plugin";
import { startPluginIncident, type PluginIncident } from "../../support/plugin/plugin-incident";

jest.setTimeout(180_000);

let incident: PluginIncident;

beforeEach(async () => {
  incident = await startPluginIncident();
});
afterEach(() => incident.end());

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
  // The CLI's own: where it found the language host.
  const ofProvider = warnings.filter(({ message }) => !message.startsWith("using pulumi-language-"));
  expect(ofProvider.map(({ urn }) => urn)).toEqual([(await stack.resource("gone"))?.urn]);
  expect(ofProvider[0]?.message).toContain(otherTokenId);
});
