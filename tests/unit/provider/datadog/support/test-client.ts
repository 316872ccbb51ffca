import { createDatadogClient, type DatadogClient } from "../../../../../provider/datadog/client";
import type { DatadogClientOptions } from "../../../../../provider/datadog/client-options";
import type { Credentials } from "../../../../../provider/datadog/http/credentials";
import { Secret } from "../../../../../provider/datadog/http/secret";
import { RequestScheduler } from "../../../../../provider/datadog/rate-limit/request-scheduler";
import { VirtualClock } from "../../../../support/lifecycle/virtual-clock";
import { ScriptedSend, type Step } from "./scripted-send";

/** A token's id, as good as any. */
export const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";

/** Credentials whose values are easy to find in places where they should not be. */
export const keys: Credentials = {
  kind: "keys",
  apiKey: new Secret("the-api-key-0123456789"),
  appKey: new Secret("the-app-key-0123456789"),
  source: "environment",
  name: "DD_API_KEY and DD_APP_KEY",
  appKeyName: "DD_APP_KEY",
};

/** Options of a client, of which a test names only those that matter to it; a scheduler of its own is one of them. */
export type TestClientOptions = Partial<DatadogClientOptions> & { concurrency?: number };

/** The complete options of a client. */
export function clientOptions({
  concurrency = 16,
  ...options
}: TestClientOptions = {}): DatadogClientOptions {
  const { clock, random } = options;
  return {
    site: "datadoghq.com",
    credentials: keys,
    requestTimeoutSeconds: 10,
    retryDeadlineSeconds: 300,
    scheduler: new RequestScheduler({ concurrency, ...(clock && { clock }), ...(random && { random }) }),
    ...options,
  };
}

/** A client under test, with the network and the time that it lives in. */
export interface TestClient {
  client: DatadogClient;
  network: ScriptedSend;
  clock: VirtualClock;
}

/** A client on virtual time and a scripted network, whose jitter is always the whole backoff unless `random` says else. */
export function testClient(
  script: readonly Step[] | ((clock: VirtualClock) => readonly Step[]),
  options: TestClientOptions = {},
): TestClient {
  const clock = options.clock instanceof VirtualClock ? options.clock : new VirtualClock();
  const network = new ScriptedSend(typeof script === "function" ? script(clock) : script, clock);
  const client = createDatadogClient(
    clientOptions({ clock, random: () => 1, send: network.send, ...options }),
  );
  return { client, network, clock };
}

/** The reason that a promise is rejected with; fails the test if it is not. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  if (outcome === undefined) {
    throw new Error("Expected a rejection.");
  }
  return outcome.error;
}
