import type { MethodDefinition } from "@grpc/grpc-js";
import type { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { InstanceOptions } from "../../../plugin/instance/provider-instance";
import { ProviderInstance } from "../../../plugin/instance/provider-instance";
import { resourceProviderService } from "../../../plugin/service";
import { providerProtocol } from "../../../plugin/wire/provider-protocol";
import { asFailure, manifest, type Done, type PluginDoor } from "./attached-plugin";

type Handler = (call: { request: unknown }, done: Done<unknown>) => void;

/**
 * The plugin's calls with every message written and read as on the wire, and no socket between: for tests that make ten
 * thousands of them, and whose clock passes by itself while nothing is to be done.
 */
export class InProcessPlugin implements PluginDoor {
  readonly #client: ResourceProviderClient;

  constructor(options: InstanceOptions) {
    const instance = new ProviderInstance(options);
    instance.configure("default", {});
    const handlers = resourceProviderService(instance, manifest) as unknown as Record<string, Handler>;
    const methods = Object.entries(providerProtocol) as [string, MethodDefinition<unknown, unknown>][];
    this.#client = Object.fromEntries(
      methods.map(([name, method]) => [
        name,
        (request: unknown, done: Done<unknown>) => {
          const received = method.requestDeserialize(method.requestSerialize(request));
          handlers[name]?.({ request: received }, (error, response) => {
            done(error, error ? undefined : method.responseDeserialize(method.responseSerialize(response)));
          });
        },
      ]),
    ) as unknown as ResourceProviderClient;
  }

  call<Response>(send: (client: ResourceProviderClient, done: Done<Response>) => unknown): Promise<Response> {
    return new Promise((resolve, reject) => {
      send(this.#client, (error, response) => {
        if (error) {
          reject(asFailure(error));
        } else {
          resolve(response);
        }
      });
    });
  }
}
