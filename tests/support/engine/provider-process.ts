import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { devNull } from "node:os";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { checkoutFolder } from "./example-copy";

type Properties = Record<string, unknown>;

/** The details that a failed create or update carries for the engine: what it stores, and what it shows. */
export interface InitFailure {
  id: string;
  properties: Properties;
  reasons: string[];
}

/** The text that stands in the state of every revocation; the process loads the provider from it. */
export const providerText = "exports.handler=require('pulumi-datadog-token-revocation/provider').single";

/**
 * The real dynamic-provider process of `@pulumi/pulumi`, spoken to over gRPC as the engine does. Only the engine's log
 * service is a stand-in: there is no engine here.
 */
export class ProviderProcess {
  /** The messages to the engine's log service: severity (1 info, 2 warning) and text. */
  readonly log: { severity: number; message: string }[] = [];
  /** Everything that the process wrote after its port. */
  printed = "";

  readonly #child: ChildProcess;
  readonly #engine: grpc.Server;
  readonly #client: ResourceProviderClient;

  private constructor(child: ChildProcess, engine: grpc.Server, client: ResourceProviderClient) {
    this.#child = child;
    this.#engine = engine;
    this.#client = client;
  }

  /** Starts the process, with nothing in its environment but what is named here and what Node needs. */
  static async start(environment: Record<string, string>): Promise<ProviderProcess> {
    const engine = new grpc.Server();
    const port = await new Promise<number>((resolve, reject) => {
      engine.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
        if (error) {
          reject(error);
        } else {
          resolve(bound);
        }
      });
    });
    const script = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
    const child = spawn(process.execPath, [script, `127.0.0.1:${port}`], {
      cwd: checkoutFolder,
      // Nothing is left in the home of whoever runs the tests.
      env: { PATH: process.env["PATH"], PULUMI_HOME: devNull, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const lines = createInterface({ input: child.stdout });
    const [address] = (await once(lines, "line")) as [string];
    const client = new ResourceProviderClient(`127.0.0.1:${address}`, grpc.credentials.createInsecure());
    const started = new ProviderProcess(child, engine, client);
    lines.on("line", (line) => (started.printed += `${line}\n`));
    child.stderr.on("data", (text: Buffer) => (started.printed += text.toString()));
    engine.addService(EngineService, {
      log: (call: grpc.ServerUnaryCall<LogRequest, Empty>, answer: grpc.sendUnaryData<Empty>) => {
        started.log.push({ severity: call.request.getSeverity(), message: call.request.getMessage() });
        answer(null, new Empty());
      },
    });
    return started;
  }

  async stop(): Promise<void> {
    this.#client.close();
    this.#engine.forceShutdown();
    this.#child.kill();
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      await once(this.#child, "exit");
    }
  }

  async configure(config: Record<string, string> = {}): Promise<void> {
    const request = new messages.ConfigureRequest();
    request.setArgs(structOf(config));
    await this.#call<messages.ConfigureResponse>((done) => this.#client.configure(request, done));
  }

  async check(
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs: Properties; failures: { property: string; reason: string }[] }> {
    const request = new messages.CheckRequest();
    request.setOlds(structOf(olds));
    request.setNews(structOf({ ...news, __provider: providerText }));
    const response = await this.#call<messages.CheckResponse>((done) => this.#client.check(request, done));
    const failures = response
      .getFailuresList()
      .map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() }));
    return { inputs: propertiesOf(response.getInputs()), failures };
  }

  async create(properties: Properties): Promise<{ id: string; properties: Properties }> {
    const request = new messages.CreateRequest();
    request.setProperties(structOf({ ...properties, __provider: providerText }));
    const response = await this.#call<messages.CreateResponse>((done) => this.#client.create(request, done));
    return { id: response.getId(), properties: propertiesOf(response.getProperties()) };
  }

  async read(id: string, properties: Properties): Promise<{ id: string; properties: Properties }> {
    const request = new messages.ReadRequest();
    request.setId(id);
    request.setProperties(structOf(properties));
    const response = await this.#call<messages.ReadResponse>((done) => this.#client.read(request, done));
    return { id: response.getId(), properties: propertiesOf(response.getProperties()) };
  }

  async delete(id: string, properties: Properties): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setId(id);
    request.setProperties(structOf(properties));
    await this.#call<Empty>((done) => this.#client.delete(request, done));
  }

  #call<Response>(
    start: (done: (error: grpc.ServiceError | null, response: Response) => void) => void,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      start((error, response) => {
        if (error) {
          reject(error);
        } else {
          resolve(response);
        }
      });
    });
  }
}

/** The details that the engine finds in a rejected create or update, or undefined where nothing is to be kept. */
export function initFailureOf(error: unknown): InitFailure | undefined {
  const [details] = (error as grpc.ServiceError).metadata.get("grpc-status-details-bin");
  if (!(details instanceof Buffer)) {
    return undefined;
  }
  const [packed] = Status.deserializeBinary(details).getDetailsList();
  const failure = packed?.unpack(
    (bytes) => ErrorResourceInitFailed.deserializeBinary(bytes),
    "pulumirpc.ErrorResourceInitFailed",
  );
  return failure
    ? {
        id: failure.getId(),
        properties: propertiesOf(failure.getProperties()),
        reasons: failure.getReasonsList(),
      }
    : undefined;
}

function structOf(properties: Properties): Struct {
  return Struct.fromJavaScript(properties as Record<string, JavaScriptValue>);
}

function propertiesOf(struct: Struct | undefined): Properties {
  return struct?.toJavaScript() ?? {};
}
