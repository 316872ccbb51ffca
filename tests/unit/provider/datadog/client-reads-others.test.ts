import { startSimulator, type Simulator, type SimulatorOptions } from "datadog-token-simulator";
import { createDatadogClient } from "../../../../provider/datadog/client";
import { clientOptions } from "./support/test-client";

const ann = "3ad549bf-eba0-11e9-a77a-0705486660d0";
const bob = "48e5159f-e308-11ef-bcfc-2666505bfd8f";

let simulator: Simulator | undefined;
afterEach(() => simulator?.close());

async function clientOf(options: SimulatorOptions) {
  simulator = await startSimulator({ currentUserId: ann, ...options });
  return createDatadogClient(clientOptions({ apiUrl: simulator.url }));
}

test.each<[string, SimulatorOptions, string | undefined, boolean]>([
  ["another person's", { tokens: [{ ownerId: ann }, { ownerId: bob }] }, ann, true],
  ["another person's alone", { tokens: [{ ownerId: bob }] }, ann, true],
  ["its own user's alone", { tokens: [{ ownerId: ann }] }, ann, false],
  ["two people's, whoever asks", { tokens: [{ ownerId: ann }, { ownerId: bob }] }, undefined, true],
  ["one person's, whoever asks", { tokens: [{ ownerId: bob }] }, undefined, false],
  [
    "a service account's beside its own user's",
    { tokens: [{ ownerId: ann }, { ownerId: bob, type: "service_access_tokens" }] },
    ann,
    false,
  ],
  [
    "its own user's, by its permission",
    { tokens: [{ ownerId: ann }, { ownerId: bob }], permissions: { read: "own" } },
    ann,
    false,
  ],
])("credentials that are shown %s token on the list", async (_, options, user, expected) => {
  const client = await clientOf(options);
  await expect(client.readsOthers(user)).resolves.toBe(expected);
});

test("the user is told with the organisation", async () => {
  const client = await clientOf({ tokens: [] });
  await expect(client.identify()).resolves.toMatchObject({ kind: "placed", user: ann });
});
