import dns from "node:dns";
import { createServer as createTlsServer } from "node:https";
import { connect } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import type { Duplex } from "node:stream";
import type { AttemptResult } from "../../../../../provider/datadog/http/attempt";
import { createSender } from "../../../../../provider/datadog/http/send-request";
import { LocalServers, type LocalServer } from "../support/local-server";
import { selfSignedCertificate } from "../support/self-signed-certificate";

const proxyVariables = ["http_proxy", "https_proxy", "all_proxy", "no_proxy"].flatMap((name) => [
  name,
  name.toUpperCase(),
]);
const servers = new LocalServers();
const environment = new Map(proxyVariables.map((name) => [name, process.env[name]]));

beforeEach(() => {
  for (const name of proxyVariables) {
    Reflect.deleteProperty(process.env, name);
  }
});
afterEach(async () => {
  for (const [name, value] of environment) {
    if (value === undefined) {
      Reflect.deleteProperty(process.env, name);
    } else {
      process.env[name] = value;
    }
  }
  await servers.closeAll();
});

function send(url: string): Promise<AttemptResult> {
  return createSender()({ method: "DELETE", url, headers: { "DD-API-KEY": "k" }, timeoutMs: 5000 });
}

/** A proxy that answers each CONNECT with this, and nothing else. */
function refusingProxy(statusLine: string): Promise<LocalServer> {
  return servers.start(
    (_request, response) => response.end("proxied in the clear"),
    (_request, socket) =>
      socket.end(
        `HTTP/1.1 ${statusLine}\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n{"errors":[]}`,
      ),
  );
}

test.each([404, 403, 407, 429, 502])("a proxy's %d is its own, not Datadog's", async (status) => {
  const proxy = await refusingProxy(`${status} Whatever`);
  process.env["HTTPS_PROXY"] = proxy.url;
  expect(await send("https://api.datadoghq.com/x")).toEqual({ kind: "proxyRefusal", status });
  expect(proxy.requests.map(({ method, url }) => [method, url])).toEqual([
    ["CONNECT", "api.datadoghq.com:443"],
  ]);
});

test("the proxy is shown its own password and none of Datadog's headers", async () => {
  const proxy = await refusingProxy("407 Proxy Authentication Required");
  process.env["https_proxy"] = proxy.url.replace("http://", "http://user:pass@");
  await send("https://api.datadoghq.com/x");
  const [request] = proxy.requests;
  expect(request?.headers["proxy-authorization"]).toBe(
    `Basic ${Buffer.from("user:pass").toString("base64")}`,
  );
  expect(request?.headers).not.toHaveProperty("dd-api-key");
});

test("a proxy that is not there is a connection that never came about", async () => {
  process.env["HTTPS_PROXY"] = "http://127.0.0.1:1";
  expect(await send("https://api.datadoghq.com/x")).toEqual({
    kind: "brokenConnection",
    code: "ECONNREFUSED",
    mayHaveArrived: false,
  });
});

test("hosts that NO_PROXY names are asked directly", async () => {
  const proxy = await refusingProxy("502 Bad Gateway");
  process.env["HTTPS_PROXY"] = proxy.url;
  process.env["NO_PROXY"] = "example.org,.invalid";
  // A name server of the real world may take longer than the time, or know every name.
  const lookup = jest.spyOn(dns, "lookup").mockImplementation(((
    _host: string,
    _options: object,
    done: (error: Error) => void,
  ) => {
    done(Object.assign(new Error("not found"), { code: "ENOTFOUND" }));
  }) as unknown as typeof dns.lookup);
  try {
    expect(await send("https://api.invalid/x")).toMatchObject({
      kind: "brokenConnection",
      code: "ENOTFOUND",
      mayHaveArrived: false,
    });
    expect(lookup).toHaveBeenCalledTimes(1);
  } finally {
    lookup.mockRestore();
  }
  expect(proxy.requests).toEqual([]);
});

test.each(["127.0.0.1", "localhost"])("%s is asked directly, whatever the environment says", async (host) => {
  const proxy = await refusingProxy("502 Bad Gateway");
  const server = await servers.start((_request, response) => response.writeHead(204).end());
  process.env["HTTP_PROXY"] = proxy.url;
  process.env["HTTPS_PROXY"] = proxy.url;
  expect(await send(`http://${host}:${server.port}/x`)).toMatchObject({ kind: "response", status: 204 });
  expect(proxy.requests).toEqual([]);
});

test("a response that comes through a proxy's tunnel is the server's own", async () => {
  const certificate = selfSignedCertificate("api.datadoghq.test");
  const target = await servers.listen(
    createTlsServer(certificate, (_request, response) =>
      response.writeHead(404).end('{"errors":["no such token"]}'),
    ),
  );
  const tunnel = (_request: unknown, socket: Duplex) => {
    const upstream = connect(target.port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on("error", () => undefined);
  };
  const proxy = await servers.start((_request, response) => response.end(), tunnel);
  process.env["HTTPS_PROXY"] = proxy.url;
  const before = getCACertificates();
  try {
    setDefaultCACertificates([certificate.cert]);
    expect(await send("https://api.datadoghq.test/x")).toMatchObject({
      kind: "response",
      status: 404,
      body: '{"errors":["no such token"]}',
    });
  } finally {
    setDefaultCACertificates(before);
  }
  expect(proxy.requests).toHaveLength(1);
});
