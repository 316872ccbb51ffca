import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";

/** A server on 127.0.0.1 for one test. */
export interface LocalServer {
  url: string;
  port: number;
  /** Everything it was asked, in order. */
  requests: IncomingMessage[];
}

/** The servers of one test file: started by name of what they answer, closed together with their connections. */
export class LocalServers {
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();

  /** Starts a server. `connect` answers the CONNECT requests of those who take it for a proxy. */
  async start(
    answer: RequestListener,
    connect?: (request: IncomingMessage, socket: Duplex) => void,
  ): Promise<LocalServer> {
    const requests: IncomingMessage[] = [];
    const server = createServer((request, response) => {
      requests.push(request);
      answer(request, response);
    });
    server.on("connect", (request, socket) => {
      requests.push(request);
      socket.on("error", () => undefined);
      connect?.(request, socket);
    });
    return { ...(await this.listen(server)), requests };
  }

  /** Starts any other server, e.g. one that speaks TLS. */
  async listen(server: Server): Promise<{ url: string; port: number }> {
    this.#servers.push(server);
    server.on("connection", (socket: Socket) => this.#sockets.add(socket));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, port };
  }

  async closeAll(): Promise<void> {
    // A server forgets the sockets that it gave away after CONNECT.
    for (const socket of this.#sockets) {
      socket.destroy();
    }
    this.#sockets.clear();
    await Promise.all(
      this.#servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))),
    );
  }
}
