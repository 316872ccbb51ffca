import {
  CheckRequest,
  CreateRequest,
  InvokeRequest,
  ReadRequest,
  UpdateRequest,
  DiffRequest,
  type CheckResponse,
  type CreateResponse,
  type DiffResponse,
  type InvokeResponse,
  type ReadResponse,
  type UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { readProperties, writeProperties, type Properties } from "../../../../plugin/wire/property-values";
import { pluginTypes } from "../../../../provider/schema/resource-types";
import { InMemoryDatadog } from "../../../support/lifecycle/in-memory-datadog";
import { newClock } from "../../../support/lifecycle/provider-under-test";
import { AttachedPlugin } from "../../../support/plugin-door/attached-plugin";

export const credentials = { DD_API_KEY: "key-from-environment", DD_APP_KEY: "app-key-from-environment" };

type Kind = keyof typeof pluginTypes;
type Given = object;
const noSecrets: ReadonlySet<string> = new Set();

const urnOf = (kind: Kind) => `urn:pulumi:test::test::${pluginTypes[kind]}::leaked`;

/** A plugin with an organisation in which these tokens are alive, and the engine's side of its calls. */
export function pluginUnderTest(
  alive: readonly string[] = [],
  environment: Record<string, string> = credentials,
) {
  const datadog = new InMemoryDatadog(alive);
  const warnings: string[] = [];
  const plugin = new AttachedPlugin({
    environment,
    clock: newClock(),
    log: { warn: (message) => Promise.resolve(void warnings.push(message)), info: () => Promise.resolve() },
    createClient: () => datadog,
  });
  return {
    datadog,
    warnings,
    plugin,
    check: async (kind: Kind, news: Given, secrets = noSecrets, olds: Given = {}) => {
      const request = new CheckRequest();
      request.setUrn(urnOf(kind));
      request.setOlds(writeProperties(olds));
      request.setNews(writeProperties(news, secrets));
      const response = await plugin.call<CheckResponse>((client, done) => client.check(request, done));
      const failures = response.getFailuresList().map((each) => [each.getProperty(), each.getReason()]);
      return { inputs: readProperties(response.getInputs()), failures };
    },
    create: async (kind: Kind, { values, secrets }: Properties, isPreview = false) => {
      const request = new CreateRequest();
      request.setUrn(urnOf(kind));
      request.setProperties(writeProperties(values, secrets));
      request.setPreview(isPreview);
      const response = await plugin.call<CreateResponse>((client, done) => client.create(request, done));
      return { id: response.getId(), outputs: readProperties(response.getProperties()) };
    },
    diff: async (kind: Kind, id: string, olds: Given, news: Given, ignored: string[] = []) => {
      const request = new DiffRequest();
      request.setUrn(urnOf(kind));
      request.setId(id);
      request.setOlds(writeProperties(olds));
      request.setNews(writeProperties(news));
      request.setIgnorechangesList(ignored);
      return plugin.call<DiffResponse>((client, done) => client.diff(request, done));
    },
    previewUpdate: async (kind: Kind, id: string, olds: Properties, news: Properties) => {
      const request = new UpdateRequest();
      request.setUrn(urnOf(kind));
      request.setId(id);
      request.setOlds(writeProperties(olds.values, olds.secrets));
      request.setNews(writeProperties(news.values, news.secrets));
      request.setPreview(true);
      const response = await plugin.call<UpdateResponse>((client, done) => client.update(request, done));
      return readProperties(response.getProperties());
    },
    update: async (kind: Kind, id: string, olds: Given, news: Given) => {
      const request = new UpdateRequest();
      request.setUrn(urnOf(kind));
      request.setId(id);
      request.setOlds(writeProperties(olds));
      request.setNews(writeProperties(news));
      return plugin.call<UpdateResponse>((client, done) => client.update(request, done));
    },
    importOf: async (kind: Kind, id: string, state?: Given) => {
      const request = new ReadRequest();
      request.setUrn(urnOf(kind));
      request.setId(id);
      if (state !== undefined) {
        request.setProperties(writeProperties(state));
      }
      const response = await plugin.call<ReadResponse>((client, done) => client.read(request, done));
      return {
        id: response.getId(),
        inputs: readProperties(response.getInputs()).values,
        outputs: readProperties(response.getProperties()).values,
      };
    },
    invoke: async (name: string, args: Given) => {
      const request = new InvokeRequest();
      request.setTok(`datadog-token-revocation:index:${name}`);
      request.setArgs(writeProperties(args));
      const response = await plugin.call<InvokeResponse>((client, done) => client.invoke(request, done));
      return readProperties(response.getReturn()).values;
    },
  };
}
