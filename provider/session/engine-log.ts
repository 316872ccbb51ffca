import { createRequire } from "node:module";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import type { MessageLog } from "./message-log";

type Severity = Parameters<LogRequest["setSeverity"]>[0];

/**
 * The engine's own log service, so that warnings are shown and counted as warnings; a line printed by the provider
 * would be counted nowhere. Its messages have no resource here, so their text must name the token.
 *
 * @param engineAddress - the dynamic-provider process is given it as its first argument.
 */
export class EngineLog implements MessageLog {
  readonly #engineAddress: string | undefined;
  #client: EngineClient | undefined;

  constructor(engineAddress: string | undefined = process.argv[2]) {
    this.#engineAddress = engineAddress;
  }

  warn(message: string): Promise<void> {
    return this.#show(LogSeverity.WARNING, message, `warning: ${message}`);
  }

  info(message: string): Promise<void> {
    return this.#show(LogSeverity.INFO, message, message);
  }

  async #show(severity: Severity, message: string, asLine: string): Promise<void> {
    try {
      await this.#send(severity, message);
    } catch {
      // What can't be counted must still be seen: the engine shows the provider's standard error as a message.
      console.error(asLine);
    }
  }

  async #send(severity: Severity, message: string): Promise<void> {
    if (this.#engineAddress === undefined) {
      throw new Error("no engine");
    }
    this.#client ??= new EngineClient(this.#engineAddress, insecureCredentials());
    const request = new LogRequest();
    request.setSeverity(severity);
    request.setMessage(message);
    const client = this.#client;
    await new Promise<void>((resolve, reject) => {
      client.log(request, (error) => {
        if (error) {
          reject(error);
        } else {
          resolve();
        }
      });
    });
  }
}

/** gRPC is a dependency of `@pulumi/pulumi`, not of this package: under pnpm only that package can resolve it. */
function insecureCredentials(): ReturnType<typeof import("@grpc/grpc-js").credentials.createInsecure> {
  const requireAsPulumi = createRequire(require.resolve("@pulumi/pulumi"));
  const grpc = requireAsPulumi("@grpc/grpc-js") as typeof import("@grpc/grpc-js");
  return grpc.credentials.createInsecure();
}
