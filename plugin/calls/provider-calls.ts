import { PluginInfo, type PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import {
  ConfigureResponse,
  DiffResponse,
  GetSchemaResponse,
  InvokeResponse,
  ProviderHandshakeResponse,
  type CheckRequest,
  type CheckResponse,
  type ConfigureRequest,
  type InvokeRequest,
  type ProviderHandshakeRequest,
  type DiffRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { pluginName } from "../../provider/schema/resource-types";
import { callFunction } from "../functions/functions";
import { changedInputs, credentialInputs } from "../instance/provider-config";
import { problemsOfConfig } from "../instance/provider-problems";
import type { ProviderInstance } from "../instance/provider-instance";
import { packageSchema, type Manifest } from "../schema/package-schema";
import { readProperties, writeProperties } from "../wire/property-values";
import { checkResponse } from "./check";

export function handshake(
  request: ProviderHandshakeRequest,
  instance: ProviderInstance,
): ProviderHandshakeResponse {
  instance.attach(request.getEngineAddress());
  const response = new ProviderHandshakeResponse();
  response.setAcceptSecrets(true);
  response.setAcceptResources(false);
  response.setAcceptOutputs(false);
  return response;
}

export function attach(request: PluginAttach, instance: ProviderInstance): Empty {
  instance.attach(request.getAddress());
  return new Empty();
}

export function pluginInfo({ version }: Manifest): PluginInfo {
  const response = new PluginInfo();
  response.setVersion(version);
  return response;
}

export function schema(manifest: Manifest): GetSchemaResponse {
  const response = new GetSchemaResponse();
  response.setSchema(JSON.stringify(packageSchema(manifest)));
  return response;
}

/** Checks a provider's inputs; its credentials are secret from here on, whoever gave them in clear. */
export function checkConfig(request: CheckRequest, instance: ProviderInstance): CheckResponse {
  const { values, secrets } = readProperties(request.getNews());
  const given = credentialInputs.filter((name) => (values[name] ?? undefined) !== undefined);
  const problems = problemsOfConfig(nameIn(request), values, instance.environment);
  return checkResponse(values, problems, new Set([...secrets, ...given]));
}

/** Compares a provider's inputs. It never replaces: another credential is no other record. */
export function diffConfig(request: DiffRequest): DiffResponse {
  const { values: olds } = readProperties(request.getOldInputs() ?? request.getOlds());
  const { values: news } = readProperties(request.getNews());
  const response = new DiffResponse();
  const changed = changedInputs(olds, news);
  const { DIFF_SOME, DIFF_NONE } = DiffResponse.DiffChanges;
  response.setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE);
  response.setDiffsList(changed);
  return response;
}

export function configure(request: ConfigureRequest, instance: ProviderInstance): ConfigureResponse {
  instance.configure(nameIn(request), readProperties(request.getArgs()).values);
  const response = new ConfigureResponse();
  response.setAcceptsecrets(true);
  response.setSupportspreview(true);
  response.setAcceptresources(false);
  response.setAcceptoutputs(false);
  return response;
}

export async function invoke(request: InvokeRequest, instance: ProviderInstance): Promise<InvokeResponse> {
  const name = request.getTok().replace(`${pluginName}:index:`, "");
  const { values } = readProperties(request.getArgs());
  const response = new InvokeResponse();
  response.setReturn(writeProperties(await callFunction(name, values, instance.lifecycle.session)));
  return response;
}

export function cancel(instance: ProviderInstance): Empty {
  instance.cancel();
  return new Empty();
}

/** The provider's name: the last part of its URN, where the engine says no more. */
function nameIn(request: { getName(): string | undefined; getUrn(): string | undefined }): string {
  const name = request.getName() ?? "";
  return name === "" ? ((request.getUrn() ?? "").split("::")[3] ?? "") || "default" : name;
}
