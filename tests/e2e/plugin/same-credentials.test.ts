import { keys } from "../../support/engine/incident";
import { pluginName, pluginType } from "../../support/plugin/plugin";
import { startPluginIncident, type PluginIncident } from "../../support/plugin/plugin-incident";
import type { YamlProgram } from "../../support/plugin/yaml-program";

jest.setTimeout(180_000);

const tokenIds = Array.from({ length: 4 }, (_, index) => `35ef7728-4761-41dd-8a7b-00000000000${index}`);

type Resource = Required<YamlProgram>["resources"][string];

let incident: PluginIncident;

beforeEach(async () => {
  incident = await startPluginIncident({
    tokens: tokenIds.map((tokenId) => ({ tokenId })),
    rateLimit: { limit: 1, periodSeconds: 1, counts: "revocations" },
  });
});
afterEach(() => incident.end());

/** A program with two providers that ask with the same keys, and a batch of each. */
const program = (): YamlProgram => ({
  resources: Object.fromEntries(
    ["one", "other"].flatMap((name, index): [string, Resource][] => [
      [
        name,
        {
          type: `pulumi:providers:${pluginName}`,
          properties: {
            apiKey: keys.DD_API_KEY,
            appKey: keys.DD_APP_KEY,
            apiUrl: incident.datadog.url,
            maxRevocations: 2,
          },
        },
      ],
      [
        `batch-of-${name}`,
        {
          type: pluginType("PersonalAccessTokenRevocationBatch"),
          properties: { tokenIds: tokenIds.slice(index * 2, index * 2 + 2) },
          options: { provider: `\${${name}}` },
        },
      ],
    ]),
  ),
});

test("two providers of one credential wait out each other's 429s, and each counts its own new revocations", async () => {
  const stack = await incident.yamlStack(program(), {});
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  expect(tokenIds.filter((tokenId) => incident.datadog.tokens.isAlive(tokenId))).toEqual([]);
});
