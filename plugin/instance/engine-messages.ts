import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import type { MessageLog } from "../../provider/session/message-log";
import { currentOperation } from "./operation";

type Severity = Parameters<LogRequest["setSeverity"]>[0];

/** The engine's log, in which every message stands beside the resource that it is about. */
export class EngineMessages implements MessageLog {
  readonly #client: EngineClient | undefined;
  readonly #inWords: (message: string) => string;

  /** @param inWords - rewrites what people are told before it is sent. */
  constructor(engineAddress: string | undefined, inWords: (message: string) => string) {
    this.#client =
      engineAddress === undefined ? undefined : new EngineClient(engineAddress, credentials.createInsecure());
    this.#inWords = inWords;
  }

  warn(message: string): Promise<void> {
    return this.#show(LogSeverity.WARNING, message);
  }

  info(message: string): Promise<void> {
    return this.#show(LogSeverity.INFO, message);
  }

  async #show(severity: Severity, message: string): Promise<void> {
    const text = this.#inWords(message);
    try {
      await this.#send(severity, text);
    } catch {
      // What can't be counted must still be seen: the engine shows the plugin's standard error as a message.
      console.error(text);
    }
  }

  #send(severity: Severity, message: string): Promise<void> {
    const client = this.#client;
    if (client === undefined) {
      return Promise.reject(new Error("no engine"));
    }
    const request = new LogRequest();
    request.setSeverity(severity);
    request.setMessage(message);
    request.setUrn(currentOperation()?.urn ?? "");
    return new Promise((resolve, reject) => {
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
