import { credentials, type Metadata, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ConfigureRequest, ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import type { InstanceOptions } from "../../../plugin/instance/provider-instance";
import { startPlugin, type RunningPlugin } from "../../../plugin/server";
import { readProperties, writeProperties, type Values } from "../../../plugin/wire/property-values";

/** The version that the plugin under test is of. */
export const manifest = { version: "1.2.3" };

const running: RunningPlugin[] = [];

afterAll(() => {
  for (const { close } of running.splice(0)) {
    close();
  }
});

/** The end of a call. */
export type Done<Response> = (error: ServiceError | null, response: Response) => void;

/** A plugin that a test can call as the engine does. */
export interface PluginDoor {
  call: <Response>(
    send: (client: ResourceProviderClient, done: Done<Response>) => unknown,
  ) => Promise<Response>;
}

/** A plugin in this process that the test attaches to as the engine does. */
export class AttachedPlugin implements PluginDoor {
  readonly #plugin: Promise<RunningPlugin>;
  readonly #client: Promise<ResourceProviderClient>;

  /** @param running - a plugin that another engine, or another provider of the program, has attached to */
  constructor(options: InstanceOptions, config: Values = {}, name = "default", running?: AttachedPlugin) {
    this.#plugin = running === undefined ? start(options) : running.#plugin;
    this.#client = this.#plugin.then((plugin) => connect(plugin, config, name));
  }

  /** Attaches to the same plugin once more, for another provider. */
  beside(config: Values, name: string): AttachedPlugin {
    return new AttachedPlugin({}, config, name, this);
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

async function start(options: InstanceOptions): Promise<RunningPlugin> {
  const plugin = await startPlugin(manifest, options);
  running.push(plugin);
  return plugin;
}

async function connect(
  { port }: RunningPlugin,
  config: Values,
  name: string,
): Promise<ResourceProviderClient> {
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
    // A connection of its own, as each of the engine's providers has.
    "grpc.use_local_subchannel_pool": 1,
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
export function asFailure({ details, metadata }: ServiceError): Error {
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
