import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ProviderInstance, type InstanceOptions } from "./instance/provider-instance";
import type { Manifest } from "./schema/package-schema";
import { resourceProviderService } from "./service";

/** A plugin that serves. */
export interface RunningPlugin {
  port: number;
  close: () => void;
}

/** A list of hundreds of thousands of ids is one message. */
const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/** Starts the plugin on a free port of loopback. */
export function startPlugin(manifest: Manifest, options?: InstanceOptions): Promise<RunningPlugin> {
  const server = new Server(unlimited);
  server.addService(
    ResourceProviderService,
    resourceProviderService(new ProviderInstance(options), manifest),
  );
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
      if (error) {
        reject(error);
      } else {
        resolve({ port, close: () => server.forceShutdown() });
      }
    });
  });
}
