import {
  createDatadogClient,
  Secret,
  type Credentials,
  type DatadogClient,
  type DatadogClientOptions,
} from "../../../../../provider/datadog";
import { ScriptedSend, type Step } from "./scripted-send";
import { VirtualClock } from "./virtual-clock";

/** A token's id, as good as any. */
export const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";

/** Credentials whose values are easy to find where they should not be. */
export const keys: Credentials = {
  kind: "keys",
  apiKey: new Secret("the-api-key-0123456789"),
  appKey: new Secret("the-app-key-0123456789"),
  source: "environment",
  name: "DD_API_KEY and DD_APP_KEY",
};

/** What a test of the client holds in its hands. */
export interface TestClient {
  client: DatadogClient;
  network: ScriptedSend;
  clock: VirtualClock;
}

/** A client on virtual time and a scripted network, whose jitter is always the whole backoff unless `random` says else. */
export function testClient(
  script: readonly Step[] | ((clock: VirtualClock) => readonly Step[]),
  options: Partial<DatadogClientOptions> = {},
): TestClient {
  const clock = options.clock instanceof VirtualClock ? options.clock : new VirtualClock();
  const network = new ScriptedSend(typeof script === "function" ? script(clock) : script, clock);
  const client = createDatadogClient({
    site: "datadoghq.com",
    credentials: keys,
    clock,
    random: () => 1,
    send: network.send,
    ...options,
  });
  return { client, network, clock };
}

/** What a promise is rejected with; fails the test where it is not. */
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
