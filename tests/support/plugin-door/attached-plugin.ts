import { credentials, type Metadata, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ConfigureRequest, ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import type { InstanceOptions } from "../../../plugin/instance/provider-instance";
import { startPlugin, type RunningPlugin } from "../../../plugin/server";
import { readProperties, writeProperties, type Values } from "../../../plugin/wire/property-values";

/** The version that the plugin under test is of. */
const manifest = { version: "1.2.3" };

const running: RunningPlugin[] = [];

afterAll(() => {
  for (const { close } of running.splice(0)) {
    close();
  }
});

/** The end of a call. */
type Done<Response> = (error: ServiceError | null, response: Response) => void;

/** A plugin in this process that the test attaches to as the engine does. */
export class AttachedPlugin {
  readonly #client: Promise<ResourceProviderClient>;

  constructor(options: InstanceOptions, config: Values = {}, name = "default") {
    this.#client = connect(options, config, name);
  }

  /** Calls the plugin as the engine does. */
  async call<Response>(
    send: (client: ResourceProviderClient, done: Done<Response>) => unknown,
  ): Promise<Response> {
    const client = await this.#client;
    return new Promise((resolve, reject) => {
      send(client, (error, response) => {
        if (error) {
          reject(asFailure(error));
        } else {
          resolve(response);
        }
      });
    });
  }
}

async function connect(
  options: InstanceOptions,
  config: Values,
  name: string,
): Promise<ResourceProviderClient> {
  const plugin = await startPlugin(manifest, options);
  running.push(plugin);
  const client = new ResourceProviderClient(`127.0.0.1:${plugin.port}`, credentials.createInsecure(), {
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  const request = new ConfigureRequest();
  request.setName(name);
  request.setArgs(writeProperties(config));
  await new Promise<void>((resolve, reject) => {
    client.configure(request, (error) => {
      if (error) {
        reject(error);
      } else {
        resolve();
      }
    });
  });
  return client;
}

/** The error as the engine understands it: a resource that is half done comes with it. */
function asFailure({ details, metadata }: ServiceError): Error {
  const error = new Error(details);
  const [binary] = (metadata as Metadata | undefined)?.get("grpc-status-details-bin") ?? [];
  if (!(binary instanceof Buffer)) {
    return error;
  }
  const [detail] = Status.deserializeBinary(binary).getDetailsList();
  const failed = ErrorResourceInitFailed.deserializeBinary(detail?.getValue_asU8() ?? new Uint8Array());
  return Object.assign(error, {
    id: failed.getId(),
    properties: readProperties(failed.getProperties()).values,
    reasons: failed.getReasonsList(),
  });
}
