import { writeFile } from "node:fs/promises";
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect, type AddressInfo, type Socket } from "node:net";
import { join } from "node:path";
import { createSecureContext } from "node:tls";
import type { Simulator } from "datadog-token-simulator";
import { sites, type Site } from "../../../provider/datadog/token/sites";
import { selfSignedCertificate } from "../../unit/provider/datadog/support/self-signed-certificate";

/**
 * Puts simulators in the place of Datadog's own hosts, as a company's network could and no setting of the product: a proxy
 * (HTTPS_PROXY) leads each `api.<site>` to a server here, whose certificates NODE_EXTRA_CA_CERTS makes trusted. A site
 * without a simulator refuses every credential; one that is `down` lets no connection come about.
 */
export class DatadogNetwork {
  /** For the processes that are to be in this network. */
  readonly environment: Readonly<Record<string, string>>;
  /** The requests that reached a site, as `host path`. */
  readonly asked: string[];
  readonly #close: () => Promise<void>;

  private constructor(environment: Record<string, string>, asked: string[], close: () => Promise<void>) {
    this.environment = environment;
    this.asked = asked;
    this.#close = close;
  }

  /** @param folder gets the file of certificates. */
  static async start(
    folder: string,
    organisations: Partial<Record<Site, Simulator | "down">>,
  ): Promise<DatadogNetwork> {
    const asked: string[] = [];
    const certificates = new Map<string, ReturnType<typeof selfSignedCertificate>>(
      sites.map((site) => [`api.${site}`, selfSignedCertificate(`api.${site}`)] as const),
    );
    const behind = (host: string) => organisations[host.replace(/^api\./, "") as Site];
    const [first] = certificates.values();
    const tls = createTlsServer(
      {
        ...first,
        SNICallback: (host, done) => {
          done(null, createSecureContext(certificates.get(host)));
        },
      },
      (request, response) => {
        const host = request.headers.host ?? "";
        asked.push(`${host} ${request.url ?? ""}`);
        handOn(behind(host), request, response);
      },
    );
    const tlsPort = await portOf(tls);
    const proxy = createServer((_request, response) => response.writeHead(502).end());
    proxy.on("connect", ({ url = "" }: IncomingMessage, socket) => {
      socket.on("error", () => undefined);
      const [host = ""] = url.split(":");
      if (!certificates.has(host) || behind(host) === "down") {
        socket.end("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
        return;
      }
      const upstream = connect(tlsPort, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
        upstream.pipe(socket).pipe(upstream);
      });
      upstream.on("error", () => undefined);
    });
    const sockets = new Set<Socket>();
    for (const server of [tls, proxy]) {
      server.on("connection", (socket: Socket) => sockets.add(socket));
    }
    const proxyPort = await portOf(proxy);
    const file = join(folder, "authorities.pem");
    await writeFile(file, [...certificates.values()].map(({ cert }) => cert).join(""));
    const close = async () => {
      // A server forgets the sockets that it gave away after CONNECT.
      for (const socket of sockets) {
        socket.destroy();
      }
      await Promise.all([tls, proxy].map((server) => new Promise((resolve) => server.close(resolve))));
    };
    const environment = {
      HTTPS_PROXY: `http://127.0.0.1:${proxyPort}`,
      NO_PROXY: "127.0.0.1,localhost",
      NODE_EXTRA_CA_CERTS: file,
    };
    return new DatadogNetwork(environment, asked, close);
  }

  close(): Promise<void> {
    return this.#close();
  }
}

async function portOf(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

function handOn(
  organisation: Simulator | "down" | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (organisation === undefined || organisation === "down") {
    response.writeHead(401, { "Content-Type": "application/json" }).end('{"errors":["Unauthorized"]}');
    return;
  }
  const { method = "GET", url = "", headers } = request;
  const onward = httpRequest(`${organisation.url}${url}`, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  request.pipe(onward);
}
