import type { Step } from "./scripted-send";
import { testClient, type TestClientOptions } from "./test-client";

/** The identity that the script's answers tell, the paths that were asked for it, and the seconds that this took. */
export async function identified(script: readonly Step[], options: TestClientOptions = {}) {
  const { client, network, clock } = testClient(script, options);
  const identity = await clock.run(client.identify());
  const asked = network.requests.map(({ url }) => new URL(url).pathname);
  return { identity, asked, seconds: clock.elapsedMs / 1000 };
}
