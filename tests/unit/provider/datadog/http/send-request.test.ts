import { gzipSync } from "node:zlib";
import type { AttemptRequest, AttemptResult } from "../../../../../provider/datadog/http/attempt";
import { createSender } from "../../../../../provider/datadog/http/send-request";
import { LocalServers } from "../support/local-server";

const servers = new LocalServers();
afterEach(() => servers.closeAll());

function send(url: string, request: Partial<AttemptRequest> = {}): Promise<AttemptResult> {
  return createSender()({ method: "GET", url, headers: {}, timeoutMs: 5000, ...request });
}

test("method, path and exactly the given headers reach the server, and its response comes back in plain values", async () => {
  const server = await servers.start((_request, response) => {
    response
      .writeHead(404, { "Content-Type": "application/json", "X-RateLimit-Reset": "7" })
      .end('{"errors":["no"]}');
  });
  const headers = {
    Accept: "application/json",
    "User-Agent": "test/1",
    "DD-API-KEY": "k",
    "DD-APPLICATION-KEY": "a",
  };
  const result = await send(`${server.url}/api/v2/x`, { method: "DELETE", headers });
  expect(result).toMatchObject({
    kind: "response",
    status: 404,
    headers: { "content-type": "application/json", "x-ratelimit-reset": "7" },
    body: '{"errors":["no"]}',
  });
  const [request] = server.requests;
  expect([request?.method, request?.url]).toEqual(["DELETE", "/api/v2/x"]);
  expect(request?.headers).toEqual({
    accept: "application/json",
    "user-agent": "test/1",
    "dd-api-key": "k",
    "dd-application-key": "a",
    host: server.url.slice("http://".length),
    "accept-encoding": "gzip, compress, deflate, br",
    connection: "keep-alive",
  });
});

test("a 204 has no body", async () => {
  const server = await servers.start((_request, response) => response.writeHead(204).end());
  expect(await send(server.url, { method: "DELETE" })).toMatchObject({
    kind: "response",
    status: 204,
    body: "",
  });
});

test("a header that was sent twice arrives joined by a comma", async () => {
  const server = await servers.start((_request, response) => {
    response.writeHead(
      429,
      [
        ["X-RateLimit-Reset", "7"],
        ["X-RateLimit-Reset", "9"],
      ].flat(),
    );
    response.end();
  });
  expect(await send(server.url)).toMatchObject({ headers: { "x-ratelimit-reset": "7, 9" } });
});

test.each([301, 302, 303, 307, 308])("a redirect by %d is not followed", async (status) => {
  const server = await servers.start((_request, response) =>
    response.writeHead(status, { Location: "/elsewhere" }).end(),
  );
  expect(await send(server.url)).toMatchObject({
    kind: "response",
    status,
    headers: { location: "/elsewhere" },
  });
  expect(server.requests).toHaveLength(1);
});

test.each(["<html><body>Bad gateway</body></html>", "{not json", "null", "\uFEFF{}"])(
  "the body %j is handed on as text, for others to judge",
  async (body) => {
    const server = await servers.start((_request, response) => response.writeHead(200).end(body));
    expect(await send(server.url)).toMatchObject({
      kind: "response",
      status: 200,
      body: body.replace("\uFEFF", ""),
    });
  },
);

test("a body of just 1 MiB is read", async () => {
  const server = await servers.start((_request, response) => response.end("x".repeat(1024 * 1024)));
  expect(await send(server.url)).toMatchObject({ kind: "response", status: 200 });
});

test.each([
  ["with a length", {}, Buffer.alloc(1024 * 1024 + 1, "x")],
  ["when it is unpacked", { "Content-Encoding": "gzip" }, gzipSync(Buffer.alloc(64 * 1024 * 1024))],
])("a body of more than 1 MiB is not read %s", async (_name, headers, body) => {
  const server = await servers.start((_request, response) => response.writeHead(200, headers).end(body));
  expect(await send(server.url)).toEqual({ kind: "tooLarge" });
});

test("a compressed body is unpacked", async () => {
  const server = await servers.start((_request, response) =>
    response.writeHead(200, { "Content-Encoding": "gzip" }).end(gzipSync('{"data":1}')),
  );
  expect(await send(server.url)).toMatchObject({ body: '{"data":1}' });
});

test("a server that never answers is a time-out", async () => {
  const server = await servers.start(() => undefined);
  expect(await send(server.url, { timeoutMs: 50 })).toEqual({ kind: "timeout", timeoutMs: 50 });
});

test("a body that trickles in for longer than the time is a time-out", async () => {
  const server = await servers.start((_request, response) => {
    const trickle = setInterval(() => response.write("x"), 10);
    response.on("close", () => {
      clearInterval(trickle);
    });
  });
  expect(await send(server.url, { timeoutMs: 100 })).toEqual({ kind: "timeout", timeoutMs: 100 });
});

test("a connection that is reset is broken, and the request may have arrived", async () => {
  const server = await servers.start((request) => request.socket.resetAndDestroy());
  expect(await send(server.url)).toEqual({
    kind: "brokenConnection",
    code: "ECONNRESET",
    mayHaveArrived: true,
  });
});

test.each([
  ["plain", {}, Buffer.from("12345")],
  ["compressed", { "Content-Encoding": "gzip" }, gzipSync("x".repeat(1000)).subarray(0, 15)],
])("a %s body that is cut off is a broken connection", async (_name, headers, part) => {
  const server = await servers.start((_request, response) => {
    response.writeHead(200, { ...headers, "Content-Length": "100000" });
    response.write(part, () => response.destroy());
  });
  expect(await send(server.url)).toMatchObject({ kind: "brokenConnection", mayHaveArrived: true });
});

test("a port where nobody listens is a connection that never came about", async () => {
  // A port that was just given back may be somebody else's by now; this one no system gives out.
  expect(await send("http://127.0.0.1:1")).toEqual({
    kind: "brokenConnection",
    code: "ECONNREFUSED",
    mayHaveArrived: false,
  });
});

test("a response that is not HTTP is a broken connection", async () => {
  const server = await servers.start((request) => request.socket.end("SSH-2.0-OpenSSH_9.9\r\n\r\n"));
  const result = await send(server.url);
  expect(result.kind === "brokenConnection" && result.code).toMatch(/^HPE_/);
});

test("attempts of one sender share a connection", async () => {
  const server = await servers.start((_request, response) => response.end());
  const sender = createSender();
  for (let count = 0; count < 3; count++) {
    await sender({ method: "GET", url: server.url, headers: {}, timeoutMs: 5000 });
  }
  expect(new Set(server.requests.map((request) => request.socket.remotePort)).size).toBe(1);
});
