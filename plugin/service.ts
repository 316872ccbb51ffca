import type { Socket } from "node:net";
import {
  Server,
  ServerCredentials,
  status,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type sendUnaryData,
  type ServerUnaryCall,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { check } from "./calls/check";
import * as provider from "./calls/provider-calls";
import * as resource from "./calls/resource-calls";
import { ProviderInstance, type InstanceOptions, type OperationCall } from "./instance/provider-instance";
import type { Manifest } from "./schema/package-schema";
import { toCallError } from "./wire/call-error";
import { inOwnWords } from "./wire/own-words";
import { providerProtocol } from "./wire/provider-protocol";

/** A request about a resource; some tell how long it may take. */
interface ResourceRequest {
  getUrn(): string;
  getTimeout?(): number;
}

/** A list of hundreds of thousands of ids is one message. */
const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/**
 * Answers the engine's calls, over the connections that it takes. A plugin that an engine has started serves one provider,
 * also over a new connection; one that is attached to serves one provider for each connection: an engine attaches once for
 * each of a program's, and they may be of different organisations.
 */
export function serviceOf(
  manifest: Manifest,
  options: InstanceOptions | undefined,
): { take: (connection: Socket) => void; close: () => void } {
  const servers = new Set<Server>();
  const newProvider = (connection?: Socket) => {
    const server = new Server(unlimited);
    server.addService(providerProtocol, resourceProviderService(new ProviderInstance(options), manifest));
    servers.add(server);
    connection?.once("close", () => servers.delete(server));
    return server.createConnectionInjector(ServerCredentials.createInsecure());
  };
  const shared = options?.engineAddress === undefined ? undefined : newProvider();
  return {
    take: (connection) => {
      (shared ?? newProvider(connection)).injectConnection(connection);
      connection.resume();
    },
    close: () => {
      for (const server of servers) {
        server.forceShutdown();
      }
    },
  };
}

/** The engine's calls, each by its name. Those for components and parameters, of which the package has none, are refused. */
export function resourceProviderService(
  instance: ProviderInstance,
  manifest: Manifest,
): UntypedServiceImplementation {
  const ofResource =
    <Request extends ResourceRequest, Response>(
      call: (request: Request, instance: ProviderInstance) => Promise<Response>,
    ) =>
    (request: Request) =>
      instance.run(operationOf(request), () => call(request, instance));
  const calls = {
    handshake: unary((request: Parameters<typeof provider.handshake>[0]) =>
      provider.handshake(request, instance),
    ),
    attach: unary((request: Parameters<typeof provider.attach>[0]) => provider.attach(request, instance)),
    getPluginInfo: unary(() => provider.pluginInfo(manifest)),
    getSchema: unary(() => provider.schema(manifest)),
    checkConfig: unary((request: Parameters<typeof provider.checkConfig>[0]) =>
      provider.checkConfig(request, instance),
    ),
    diffConfig: unary(provider.diffConfig),
    configure: unary((request: Parameters<typeof provider.configure>[0]) =>
      provider.configure(request, instance),
    ),
    invoke: unary((request: Parameters<typeof provider.invoke>[0]) =>
      instance.run({ urn: "" }, () => provider.invoke(request, instance)),
    ),
    check: unary(ofResource(check)),
    diff: unary(ofResource(resource.diff)),
    create: unary(ofResource(resource.create)),
    read: unary(ofResource(resource.read)),
    update: unary(ofResource(resource.update)),
    delete: unary(ofResource(resource.remove)),
    cancel: unary(() => provider.cancel(instance)),
  };
  const others = Object.entries(providerProtocol)
    .filter(([name]) => !Object.hasOwn(calls, name))
    .map(
      ([name, { responseStream }]) => [name, responseStream ? noStream(name) : notImplemented(name)] as const,
    );
  return { ...Object.fromEntries(others), ...calls };
}

function operationOf(request: ResourceRequest): OperationCall {
  return { urn: request.getUrn(), timeoutSeconds: request.getTimeout?.() ?? 0 };
}

function unary<Request, Response>(
  respond: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return ({ request }: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>) => {
    Promise.resolve()
      .then(() => respond(request))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(toCallError(error, undefined, inOwnWords)),
      );
  };
}

function notImplemented(name: string): handleUnaryCall<unknown, unknown> {
  return (_, callback) => callback({ code: status.UNIMPLEMENTED, details: name });
}

/** Refuses a call whose answer is a stream, which has no callback. */
function noStream(name: string): handleServerStreamingCall<unknown, unknown> {
  return (stream) => void stream.emit("error", { code: status.UNIMPLEMENTED, details: name });
}
