import type { RequestListener } from "node:http";
import { ProviderProcess } from "../support/engine/provider-process";
import { LocalServers, type LocalServer } from "../unit/provider/datadog/support/local-server";

jest.setTimeout(90_000);

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const keys = { DD_API_KEY: "an-api-key", DD_APP_KEY: "an-app-key" };
const servers = new LocalServers();

let provider: ProviderProcess | undefined;

afterEach(async () => {
  await provider?.stop();
  await servers.closeAll();
});

/** A server, which as a proxy opens no tunnel. */
const startServer = (answer: RequestListener): Promise<LocalServer> =>
  servers.start(answer, (_, socket) =>
    socket.end("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"),
  );

const askedOf = ({ requests }: LocalServer): string[] =>
  requests.map(({ method = "", url = "" }) => `${method} ${url}`);

/** The error of a revocation by the process that Pulumi starts, which loads the provider's one file. */
async function failure(environment: Record<string, string>): Promise<string> {
  provider = await ProviderProcess.start({ ...keys, DD_DESCRIBE: "false", ...environment });
  await provider.configure();
  const { inputs } = await provider.check({}, { tokenId, verify: false });
  const error: unknown = await provider.create(inputs).catch((reason: unknown) => reason);
  return (error as { details?: string }).details ?? "none";
}

test("a proxy of the environment is asked for the tunnel, and its refusal is told as its own", async () => {
  const proxy = await startServer((_, response) => response.end());
  const told = await failure({ HTTPS_PROXY: proxy.url, DD_RETRY_DEADLINE_SECONDS: "5" });
  expect(told).toContain("a proxy's refusal to connect to api.datadoghq.com: 407");
  expect(new Set(askedOf(proxy))).toEqual(new Set(["CONNECT api.datadoghq.com:443"]));
});

test("loopback is asked past any proxy, and no redirect is followed", async () => {
  const server = await startServer((_, response) =>
    response.writeHead(302, { Location: "http://127.0.0.1:1/elsewhere" }).end(),
  );
  const told = await failure({ DD_API_URL: server.url, HTTP_PROXY: "http://127.0.0.1:1" });
  expect(told).toContain("302");
  expect(askedOf(server)).toContain(`DELETE /api/v2/personal_access_tokens/${tokenId}`);
});

test("an answer that does not come is given up after the time of one attempt", async () => {
  const server = await startServer(() => undefined);
  const told = await failure({
    DD_API_URL: server.url,
    DD_REQUEST_TIMEOUT_SECONDS: "0.2",
    DD_RETRY_DEADLINE_SECONDS: "1",
  });
  expect(told).toMatch(/no answer from 127\.0\.0\.1:\d+ within/);
});

test("an answer larger than any of Datadog's is not read to its end", async () => {
  const server = await startServer((_, response) => response.end("x".repeat(2 * 1024 * 1024)));
  expect(await failure({ DD_API_URL: server.url })).toContain("more than 1 MiB");
});
