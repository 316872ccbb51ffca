import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { otherTokenId, tokenId } from "../../support/engine/incident";
import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";

jest.setTimeout(240_000);

let incident: RecordIncident;
let servers: Server[];
let leaked: string;
/** A stack that has one token on record as proven, and another one, which is alive, declared and found in a log. */
beforeAll(async () => {
  incident = await startRecordIncident({ tokens: [{ tokenId }, { tokenId: otherTokenId }] });
  leaked = incident.text(otherTokenId);
  await incident.stack.list([`tokenId: ${tokenId}`]);
  await incident.stack.program('new List("list", { file: "revocations.yaml" });');
  expect(await incident.stack.up()).toMatchObject({ exitCode: 0 });
  expect((await incident.stack.records())[tokenId]).toHaveProperty("verifiedAt");
  await incident.stack.age(120);
  await incident.stack.list([`tokenId: ${tokenId}`, `tokenId: ${otherTokenId}`]);
  await incident.stack.write("leak.log", leaked);
  await incident.stack.pulumi(["stack", "export", "--file=state.json"]);
});
afterAll(() => incident.end());
beforeEach(async () => {
  servers = [];
  expect(await incident.stack.pulumi(["stack", "import", "--file=state.json"])).toMatchObject({
    exitCode: 0,
  });
});
afterEach(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

type Lie = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(lie: Lie): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    response.on("error", () => undefined);
    lie(request, response);
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const json = { "content-type": "application/json" };
const notFound: Lie = (_, response) => response.writeHead(404, json).end('{"errors":["Not Found"]}');
/** Somebody's own valid identity: a user of an organisation of theirs. */
const elsewhere: Lie = (_, response) =>
  response.writeHead(200, json).end(
    JSON.stringify({
      data: {
        type: "users",
        id: "00000000-0000-4000-8000-00000000e15e",
        relationships: { org: { data: { type: "orgs", id: "00000000-0000-4000-8000-00000000e15f" } } },
      },
    }),
  );
const isIdentity = ({ url = "" }: IncomingMessage) => url.includes("/current_user");

test.each<[string, Lie]>([
  ["says 204 to everything", (_, response) => response.writeHead(204).end()],
  ["says 404 to everything, in Datadog's form", notFound],
  [
    "says 404 with a page",
    (_, response) => response.writeHead(404, { "content-type": "text/html" }).end("<p>?</p>"),
  ],
  [
    "is of another organisation, and says 404",
    (...both) => (isIdentity(both[0]) ? elsewhere : notFound)(...both),
  ],
  [
    "sends gigabytes",
    (_, response) => {
      response.writeHead(200, json);
      const more = () => {
        let isRead = true;
        while (isRead && !response.destroyed) {
          isRead = response.write("x".repeat(65_536));
        }
        response.once("drain", more);
      };
      more();
    },
  ],
  [
    "sends a byte now and then",
    (_, response) => {
      response.writeHead(200, json);
      const drip = setInterval(() => response.write(" "), 100);
      response.once("close", () => clearInterval(drip));
    },
  ],
  [
    "sends headers now and then",
    (request) => {
      request.socket.write("HTTP/1.1 200 OK\r\n");
      const drip = setInterval(() => request.socket.write("x-more: x\r\n"), 100);
      request.socket.once("close", () => clearInterval(drip));
      request.socket.on("error", () => undefined);
    },
  ],
])(
  "a server that %s makes no proof, no record of a revocation that was not, and no drift that is none",
  async (_, lie) => {
    const { stack, datadog } = incident;
    const lying = {
      DD_API_URL: await serve(lie),
      DD_REQUEST_TIMEOUT_SECONDS: "1",
      DD_RETRY_DEADLINE_SECONDS: "3",
    };
    const before = (await stack.records())[tokenId];
    const update = await stack.gitops(["up", "--skip-preview"], lying);
    const records = await stack.records();
    expect(records[otherTokenId] ?? {}).not.toHaveProperty("verifiedAt");
    // What was proven stays what it was.
    expect(records[tokenId]).toEqual(before);
    expect(await stack.gitops(["proof", "leak.log"])).toMatchObject({ exitCode: 1 });
    const drift = await stack.gitops(["drift"], lying);
    expect([1, 3, 5]).toContain(drift.exitCode);
    expect(update.printed + drift.printed).toContain("DD_API_URL");
    expect(datadog.tokens.isAlive(otherTokenId)).toBe(true);
  },
);

test("a server that leads elsewhere is not followed, and no credential arrives there", async () => {
  const arrived: string[] = [];
  const away = await serve((request, response) => {
    arrived.push(request.url ?? "");
    response.writeHead(204).end();
  });
  for (const status of [302, 307]) {
    const url = await serve((request, response) =>
      response.writeHead(status, { location: `${away}${request.url ?? ""}` }).end(),
    );
    const { exitCode } = await incident.stack.gitops(["up", "--skip-preview"], { DD_API_URL: url });
    expect(exitCode).toBe(1);
  }
  expect(arrived).toEqual([]);
});
