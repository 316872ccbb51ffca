import { createServer as createTlsServer } from "node:https";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import type { AttemptRequest, AttemptResult } from "../../../../../provider/datadog/http/attempt";
import { createSender } from "../../../../../provider/datadog/http/send-request";
import { LocalServers } from "../support/local-server";
import { selfSignedCertificate } from "../support/self-signed-certificate";

const servers = new LocalServers();
afterEach(() => servers.closeAll());

function send(url: string, request: Partial<AttemptRequest> = {}): Promise<AttemptResult> {
  return createSender()({ method: "GET", url, headers: {}, timeoutMs: 5000, ...request });
}

test("a server whose certificate nobody vouches for is not trusted", async () => {
  const { port } = await servers.listen(
    createTlsServer(selfSignedCertificate("localhost"), (_request, response) => response.end()),
  );
  expect(await send(`https://localhost:${port}`)).toEqual({
    kind: "untrustedServer",
    code: "DEPTH_ZERO_SELF_SIGNED_CERT",
  });
});

test("a server that does not speak TLS is not trusted", async () => {
  const server = await servers.start((_request, response) => response.end());
  expect(await send(server.url.replace("http:", "https:"))).toMatchObject({ kind: "untrustedServer" });
});

test("a server whose authority Node trusts is answered as any, on each of several requests over one connection", async () => {
  const certificate = selfSignedCertificate("localhost");
  const { port } = await servers.listen(
    createTlsServer(certificate, (_request, response) => response.writeHead(204).end()),
  );
  const before = getCACertificates();
  try {
    setDefaultCACertificates([certificate.cert]);
    const sender = createSender();
    const request: AttemptRequest = {
      method: "DELETE",
      url: `https://localhost:${port}`,
      headers: {},
      timeoutMs: 5000,
    };
    expect(await sender(request)).toMatchObject({ kind: "response", status: 204 });
    expect(await sender(request)).toMatchObject({ kind: "response", status: 204 });
  } finally {
    setDefaultCACertificates(before);
  }
});
