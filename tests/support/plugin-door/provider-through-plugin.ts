import type { dynamic } from "@pulumi/pulumi";
import {
  CheckRequest,
  CreateRequest,
  DeleteRequest,
  DiffRequest,
  DiffResponse,
  ReadRequest,
  UpdateRequest,
  type CheckResponse,
  type CreateResponse,
  type ReadResponse,
  type UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { readProperties, writeProperties, type Values } from "../../../plugin/wire/property-values";
import { pluginName, pluginTypes } from "../../../provider/schema/resource-types";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { AttachedPlugin } from "./attached-plugin";

/** The plugin's resources in the shape of a dynamic provider's, so that one suite can go through both doors. */
export function providerThroughPlugin(
  plugin: AttachedPlugin,
  typeOf: (properties: Values) => keyof typeof pluginTypes,
): Required<dynamic.ResourceProvider> {
  const urnOf = (properties: object) =>
    `urn:pulumi:test::test::${pluginTypes[typeOf(properties as Values)]}::leaked`;
  const call: AttachedPlugin["call"] = (send) => plugin.call(send).catch(inWordsOfDynamicProvider);
  const wired = (properties: object) => writeProperties(properties);
  return {
    configure: () => Promise.resolve(),
    check: async (olds: object, news: object) => {
      const request = new CheckRequest();
      request.setUrn(urnOf(news));
      request.setOlds(wired(olds));
      request.setNews(wired(news));
      const response = await call<CheckResponse>((client, done) => client.check(request, done));
      const failures = response
        .getFailuresList()
        .map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() }));
      return { inputs: readProperties(response.getInputs()).values, failures };
    },
    diff: async (id: string, olds: object, news: object) => {
      const request = new DiffRequest();
      request.setUrn(urnOf(news));
      request.setId(id);
      request.setOlds(wired(olds));
      request.setNews(wired(news));
      const response = await call<DiffResponse>((client, done) => client.diff(request, done));
      return {
        changes: response.getChanges() === DiffResponse.DiffChanges.DIFF_SOME,
        replaces: response.getReplacesList(),
        deleteBeforeReplace: response.getDeletebeforereplace(),
      };
    },
    create: async (inputs: object) => {
      const request = new CreateRequest();
      request.setUrn(urnOf(inputs));
      request.setProperties(wired(inputs));
      const response = await call<CreateResponse>((client, done) => client.create(request, done));
      return { id: response.getId(), outs: readProperties(response.getProperties()).values };
    },
    read: async (id: string, state: object = {}) => {
      const request = new ReadRequest();
      request.setUrn(urnOf(state));
      request.setId(id);
      request.setProperties(wired(state));
      const response = await call<ReadResponse>((client, done) => client.read(request, done));
      return { id: response.getId(), props: readProperties(response.getProperties()).values };
    },
    update: async (id: string, olds: object, news: object) => {
      const request = new UpdateRequest();
      request.setUrn(urnOf(news));
      request.setId(id);
      request.setOlds(wired(olds));
      request.setNews(wired(news));
      const response = await call<UpdateResponse>((client, done) => client.update(request, done));
      return { outs: readProperties(response.getProperties()).values };
    },
    delete: async (id: string, state: object) => {
      const request = new DeleteRequest();
      request.setUrn(urnOf(state));
      request.setId(id);
      request.setProperties(wired(state));
      await call<Empty>((client, done) => client.delete(request, done));
    },
  };
}

/** The plugin's settings have a namespace of their own, and nothing else of what is told is different. */
function inWordsOfDynamicProvider(error: unknown): never {
  if (error instanceof Error) {
    error.message = error.message.replaceAll(`${pluginName}:`, "datadog:");
  }
  throw error;
}
