import { otherTokenId, tokenId } from "../../support/engine/incident";
import { pluginType } from "../../support/plugin/plugin";
import { startPluginIncident, type PluginIncident } from "../../support/plugin/plugin-incident";
import { yamlProject } from "../../support/plugin/yaml-program";

jest.setTimeout(180_000);

let incident: PluginIncident;

beforeEach(async () => {
  incident = await startPluginIncident();
});
afterEach(() => incident.end());

const single = pluginType("PersonalAccessTokenRevocation");

test("a token that is dead already is adopted without a DELETE, and the next up has nothing to do", async () => {
  incident.datadog.tokens.revoke(tokenId);
  const stack = await incident.yamlStack({});
  expect((await stack.import(single, "adopted", tokenId)).exitCode).toBe(0);
  expect(incident.deletes()).toBe(0);
  const { outputs } = (await stack.resource("adopted")) ?? {};
  expect(outputs).toMatchObject({ tokenId, site: "datadoghq.com", status: "alreadyRevoked" });
  // Nothing but a 404 was seen: that is accepted, and proves nothing.
  expect(outputs).not.toHaveProperty("verifiedAt");

  incident.datadog.ledger.clear();
  await stack.write({
    "Pulumi.yaml": yamlProject({
      resources: { adopted: { type: single, properties: { tokenId }, options: { protect: true } } },
    }),
  });
  expect((await stack.up()).changes).toMatchObject({ same: expect.any(Number) as number });
  expect(incident.deletes()).toBe(0);
});

test("a token that is alive is not adopted, and the message says to declare it instead", async () => {
  const stack = await incident.yamlStack({});
  const { exitCode, printed } = await stack.import(single, "adopted", otherTokenId);
  expect(exitCode).not.toBe(0);
  expect(printed).toContain(otherTokenId);
  expect(printed).toMatch(/alive/);
  expect(printed).toMatch(/declare/i);
  expect(await stack.resource("adopted")).toBeUndefined();
  expect(incident.deletes()).toBe(0);
});

test.each(["PersonalAccessTokenRevocationBatch", "RevocationList"])(
  "a %s can't be imported",
  async (name) => {
    const stack = await incident.yamlStack({});
    const { exitCode, printed } = await stack.import(pluginType(name), "adopted", tokenId);
    expect(exitCode).not.toBe(0);
    expect(printed).toMatch(/import/);
    expect(incident.datadog.ledger.entries()).toEqual([]);
  },
);
