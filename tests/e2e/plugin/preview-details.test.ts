import { otherTokenId, tokenId } from "../../support/engine/incident";
import { pluginType } from "../../support/plugin/plugin";
import { startPluginIncident, type PluginIncident } from "../../support/plugin/plugin-incident";

jest.setTimeout(180_000);

const serviceTokenId = "6b0a4c8e-5d52-4b7e-9a39-0b4f4f0c1a5e";
const serviceAccountId = "7cd6eb12-6ad9-4b1d-9fb2-0c8d8ea2a45e";
const thirdTokenId = "0f0e8a52-2a3b-4f5e-8a41-2f6a9d6c7b10";

let incident: PluginIncident;
afterEach(() => incident.end());

test("a preview through the plugin tells of every kind of resource what would lose access, and sends no DELETE", async () => {
  incident = await startPluginIncident({
    tokens: [
      { tokenId, name: "deploy", scopes: ["metrics_read", "org_management"] },
      { tokenId: otherTokenId, name: "never mind" },
      { tokenId: thirdTokenId, name: "of the list" },
      {
        tokenId: serviceTokenId,
        type: "service_access_tokens",
        ownerId: serviceAccountId,
        name: "of a service",
      },
    ],
  });
  const stack = await incident.yamlStack({
    resources: {
      one: { type: pluginType("PersonalAccessTokenRevocation"), properties: { tokenId } },
      many: {
        type: pluginType("PersonalAccessTokenRevocationBatch"),
        properties: { tokenIds: [otherTokenId] },
      },
      service: {
        type: pluginType("ServiceAccessTokenRevocation"),
        properties: { tokenId: serviceTokenId },
      },
      list: {
        type: pluginType("RevocationList"),
        properties: { text: `revocations: [{tokenId: ${thirdTokenId}}]\n` },
      },
    },
  });
  const { exitCode, printed } = await stack.preview();
  expect(exitCode).toBe(0);
  expect(printed).toMatch(
    new RegExp(
      `${tokenId} on datadoghq.com: new, to be revoked; "deploy".*; scopes org_management, metrics_read`,
    ),
  );
  expect(printed).toContain(`${otherTokenId} on datadoghq.com: new, to be revoked; "never mind"`);
  expect(printed).toContain(`${thirdTokenId} on datadoghq.com: new, to be revoked; "of the list"`);
  expect(printed).toMatch(new RegExp(`${serviceTokenId} .*: new, to be revoked; "of a service"`));
  expect(incident.deletes()).toBe(0);
});
