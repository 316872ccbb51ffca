import { flushCompileCache } from "node:module";
import {
  Server,
  ServerCredentials,
  type handleUnaryCall,
  type ServiceError,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { InstanceOptions } from "./instance/provider-instance";
import type { Manifest } from "./schema/package-schema";

/** A plugin that serves. */
export interface RunningPlugin {
  port: number;
  close: () => void;
}

type Calls = Readonly<Record<string, handleUnaryCall<unknown, unknown>>>;

/** A list of hundreds of thousands of ids is one message. */
const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/**
 * Starts the plugin on a free port of loopback. What answers its calls is loaded behind that: the engine, which waits for
 * the port, has something to do meanwhile.
 */
export function startPlugin(manifest: Manifest, options?: InstanceOptions): Promise<RunningPlugin> {
  const server = new Server(unlimited);
  let calls: Promise<Calls> | undefined;
  const load = () => (calls ??= loadCalls(manifest, options));
  server.addService(ResourceProviderService, lateCalls(load));
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
      if (error) {
        reject(error);
        return;
      }
      resolve({ port, close: () => server.forceShutdown() });
      setImmediate(() => {
        // Whoever calls is told what went wrong.
        load().then(
          () => flushCompileCache(),
          () => undefined,
        );
      });
    });
  });
}

async function loadCalls(manifest: Manifest, options: InstanceOptions | undefined): Promise<Calls> {
  const { callsOf } = await import("./service.js");
  return callsOf(manifest, options) as Calls;
}

/** The engine's calls, each of which waits until all are loaded. */
function lateCalls(load: () => Promise<Calls>): UntypedServiceImplementation {
  const late =
    (name: string): handleUnaryCall<unknown, unknown> =>
    (call, callback) => {
      load().then(
        (calls) => calls[name]?.(call, callback),
        (error: unknown) => callback(error as ServiceError),
      );
    };
  return Object.fromEntries(Object.keys(ResourceProviderService).map((name) => [name, late(name)]));
}
