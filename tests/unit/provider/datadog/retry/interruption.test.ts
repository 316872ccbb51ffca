import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  createDatadogClient,
  Secret,
  systemClock,
  type DatadogClient,
} from "../../../../../provider/datadog";
import { RequestScheduler } from "../../../../../provider/datadog/rate-limit/request-scheduler";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";

let server: Server;
let asked: string[];
let arrived: Promise<unknown>;
let interruption: AbortController;
/** The status of every response; without one there is none. */
let status: number | undefined;

beforeEach(async () => {
  asked = [];
  status = undefined;
  interruption = new AbortController();
  const arrival = Promise.withResolvers<undefined>();
  arrived = arrival.promise;
  server = createServer(({ method = "" }, response) => {
    asked.push(method);
    arrival.resolve(undefined);
    if (status !== undefined) {
      response.writeHead(status, { "X-RateLimit-Reset": "60", "X-RateLimit-Remaining": "0" }).end("{}");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function client(): DatadogClient {
  return createDatadogClient({
    site: "datadoghq.com",
    credentials: {
      kind: "bearer",
      token: new Secret("token"),
      name: "DD_BEARER_TOKEN",
      source: "environment",
    },
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requestTimeoutSeconds: 600,
    retryDeadlineSeconds: 600,
    scheduler: new RequestScheduler({ concurrency: 4 }),
    clock: systemClock,
    interruption: () => interruption.signal,
  });
}

const reason = new Error("Pulumi was interrupted");

test("an interruption ends a request that is under way, and says so", async () => {
  const revoked = client().revoke(tokenId);
  await arrived;
  interruption.abort(reason);
  await expect(revoked).rejects.toThrow("before Pulumi was interrupted");
  await expect(revoked).rejects.toThrow("The next run asks again.");
  expect(asked).toEqual(["DELETE"]);
});

test("an interruption ends the pause after a failed attempt", async () => {
  status = 503;
  const revoked = client().revoke(tokenId);
  await arrived;
  interruption.abort(reason);
  await expect(revoked).rejects.toThrow("Pulumi was interrupted");
});

test("an interruption ends the wait for Datadog's rate limit", async () => {
  status = 429;
  const revoked = client().revoke(tokenId);
  await arrived;
  interruption.abort(reason);
  await expect(revoked).rejects.toThrow("Pulumi was interrupted");
  expect(asked).toEqual(["DELETE"]);
});

test("after an interruption nothing is sent, and the error says so", async () => {
  interruption.abort(reason);
  await expect(client().revoke(tokenId)).rejects.toThrow(
    /nothing was sent to 127\.0\.0\.1:\d+ before Pulumi was interrupted/,
  );
  expect(asked).toEqual([]);
});
