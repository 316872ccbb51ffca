import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** An operation as `GET /api/stacks/{org}/{project}/{stack}` tells it: `AppOperationStatus` of Pulumi's REST reference. */
export interface OperationStatus {
  kind: string;
  author: string;
  /** Seconds since the epoch. */
  started: number;
}

/**
 * A stand-in for Pulumi Cloud on loopback, since there is none to be had for a test: as much of its documented REST API as
 * Pulumi's CLI asks before it is told that another update has the stack. What the real one says of a run that was killed
 * is not documented, and not shown by it.
 */
export class PulumiCloudStandIn {
  /** The operation that is under way; undefined for none. */
  operation: OperationStatus | undefined;
  /** Every request, in order: method and path. */
  readonly asked: string[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<PulumiCloudStandIn> {
    const server = createServer();
    const cloud = new PulumiCloudStandIn(server);
    server.on("request", (request: IncomingMessage, response: ServerResponse) => {
      request.resume();
      const { pathname } = new URL(request.url ?? "/", "http://cloud");
      cloud.asked.push(`${request.method ?? ""} ${pathname}`);
      const { status, body } = cloud.#answer(request.method ?? "", pathname);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return cloud;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(method: string, path: string): { status: number; body: unknown } {
    const stack = "/api/stacks/acme/revocations/prod";
    const told = {
      orgName: "acme",
      projectName: "revocations",
      stackName: "prod",
      version: 7,
      activeUpdate: "u7",
    };
    const answers: Record<string, { status: number; body: unknown }> = {
      "GET /api/user": { status: 200, body: { githubLogin: "acme", organizations: [] } },
      [`GET ${stack}`]: { status: 200, body: { ...told, currentOperation: this.operation } },
      [`GET ${stack}/export`]: { status: 200, body: { version: 3, deployment: { manifest: {} } } },
      [`POST ${stack}/update`]: refused(409, "Conflict: Another update is currently in progress."),
    };
    return answers[`${method} ${path}`] ?? refused(404, "Not found");
  }
}

function refused(status: number, message: string) {
  return { status, body: { code: status, message } };
}
