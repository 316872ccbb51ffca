import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import {
  CheckRequest,
  DiffRequest,
  DiffResponse,
  GetMappingRequest,
  GetSchemaRequest,
  ProviderHandshakeRequest,
  type CheckResponse,
  type GetSchemaResponse,
  type ProviderHandshakeResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { readProperties, writeProperties } from "../../../../plugin/wire/property-values";
import { pluginUnderTest } from "./support";

const { plugin, diff } = pluginUnderTest();

const checkConfig = async (name: string, news: object) => {
  const request = new CheckRequest();
  request.setUrn(`urn:pulumi:test::test::pulumi:providers:datadog-token-revocation::${name}`);
  request.setNews(writeProperties(news));
  return plugin.call<CheckResponse>((client, done) => client.checkConfig(request, done));
};

test("the engine learns that secrets are kept, and of which version the plugin is", async () => {
  const answer = await plugin.call<ProviderHandshakeResponse>((client, done) =>
    client.handshake(new ProviderHandshakeRequest(), done),
  );
  expect(answer.getAcceptSecrets()).toBe(true);
  const info = await plugin.call<PluginInfo>((client, done) => client.getPluginInfo(new Empty(), done));
  const schema = await plugin.call<GetSchemaResponse>((client, done) =>
    client.getSchema(new GetSchemaRequest(), done),
  );
  expect(info.getVersion()).toBe("1.2.3");
  expect(JSON.parse(schema.getSchema())).toMatchObject({
    name: "datadog-token-revocation",
    version: "1.2.3",
  });
});

test("credentials that a program gives in clear are secret from the first answer on", async () => {
  const config = { bearerToken: "b", apiKey: "a", appKey: "p", accounts: '{"eu":{}}', site: "datadoghq.eu" };
  const inputs = readProperties((await checkConfig("eu", config)).getInputs());
  expect(inputs.values).toEqual(config);
  expect([...inputs.secrets].sort()).toEqual(["accounts", "apiKey", "appKey", "bearerToken"]);
});

test("a provider that a program makes without credentials is an error that names it", async () => {
  const [failure] = (await checkConfig("eu", { site: "datadoghq.eu" })).getFailuresList();
  expect(failure?.getProperty()).toBe("");
  expect(failure?.getReason()).toContain('The provider "eu" has no credentials');
});

test("no change of a provider's inputs replaces it, since that would replace every record of it", async () => {
  const request = new DiffRequest();
  request.setOldInputs(writeProperties({ apiKey: "a", site: "datadoghq.com" }));
  request.setNews(writeProperties({ apiKey: "b", site: "datadoghq.eu" }));
  const response = await plugin.call<DiffResponse>((client, done) => client.diffConfig(request, done));
  expect(response.getChanges()).toBe(DiffResponse.DiffChanges.DIFF_SOME);
  expect(response.getDiffsList()).toEqual(["apiKey", "site"]);
  expect(response.getReplacesList()).toEqual([]);
});

test("what the protocol has and the plugin needs not is not implemented", async () => {
  await expect(
    plugin.call((client, done) => client.getMapping(new GetMappingRequest(), done)),
  ).rejects.toThrow("getMapping");
});

test("ignoreChanges of what says which token is revoked is refused", async () => {
  await expect(diff("single", "id", {}, {}, ["reason", 'tokenId["x"]'])).rejects.toThrow(
    'The resource "leaked" has ignoreChanges: ["tokenId["x"]"]',
  );
});

test("ignoreChanges of a list's text is refused: its file would be read in its place", async () => {
  await expect(diff("list", "id", {}, {}, ["text"])).rejects.toThrow(
    'The resource "leaked" has ignoreChanges: ["text"]',
  );
});
