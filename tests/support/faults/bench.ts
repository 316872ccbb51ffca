import { startSimulator, type Permissions, type Simulator } from "datadog-token-simulator";
import { createDatadogClient } from "../../../provider/datadog/client";
import { createLifecycle, type Lifecycle } from "../../../provider/lifecycle";
import { fixedBytes } from "../engine/fixed-bytes";
import { serviceAccountId } from "../lifecycle/resource-under-test";
import type { FaultServers } from "./fault-servers";
import { FaultyNetwork } from "./faulty-network";
import { NetworkClock } from "./network-clock";

/** The token that every operation is about; its service account's, where it is one's, has an id of its own. */
export const personalId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
export const serviceId = "0f4c6ffb-5b32-4b36-8d2c-7a3c1d6c5b10";
/** A token that nobody knows. */
export const unknownId = "7c9b2a51-0d3e-4f68-9a17-5e2b8c4d6f03";
const neighbours = ["61c07794-df2a-4403-a6ad-caa6bb70dae2", "6ada9c44-0b7f-4e35-826b-ccecd6d358d5"];

/** Somebody whose credentials nobody here has. */
const somebodyElse = "48e5159f-e308-11ef-bcfc-2666505bfd8f";
const keys = { DD_API_KEY: "marked-api-key-5f1c3a7e", DD_APP_KEY: "marked-app-key-9b2d4c6f" };

/** The differences between the worlds of operations. */
export interface World {
  /** The provider has two accounts, the one of this organisation and another one's. */
  isForAny?: boolean;
  /** The permissions of the credentials. @defaultValue everything */
  permissions?: Permissions;
}

/** One operation's world: an organisation, another one, the provider, and the network and the time between them. */
export interface Bench {
  datadog: Simulator;
  network: FaultyNetwork;
  clock: NetworkClock;
  lifecycle: Lifecycle;
  /** Everything that people were told. */
  told: string[];
  /** Texts that nobody may read. */
  secrets: string[];
  batchIds: readonly string[];
  close: () => Promise<void>;
}

/** Starts a world in which all tokens are alive. */
export async function startBench(
  servers: FaultServers,
  { isForAny = false, permissions = {} }: World,
): Promise<Bench> {
  const clock = new NetworkClock((ms) => jest.advanceTimersByTime(ms));
  const now = () => clock.now();
  const batchIds = [personalId, ...neighbours];
  const datadog = await startSimulator({
    tokens: [
      ...batchIds.map((tokenId) => ({ tokenId, ownerId: somebodyElse })),
      { tokenId: serviceId, type: "service_access_tokens", ownerId: serviceAccountId },
    ],
    permissions,
    now,
    randomBytes: fixedBytes,
  });
  const elsewhere = isForAny
    ? await startSimulator({ now, organization: "00000000-0000-4000-8000-0000000000b2" })
    : undefined;
  const simulators = elsewhere === undefined ? [datadog] : [datadog, elsewhere];
  const network = new FaultyNetwork(servers, clock, simulators);
  const told: string[] = [];
  const tell = (words: string) => Promise.resolve(void told.push(words));
  const environment = elsewhere ? accountsOf(datadog, elsewhere) : { ...keys, DD_API_URL: datadog.url };
  const lifecycle = createLifecycle({
    environment,
    log: { warn: tell, info: tell },
    clock,
    send: network.send,
    createClient: (options) => createDatadogClient({ ...options, random: () => 1 }),
  });
  lifecycle.session.configure({ get: () => undefined });
  const texts = datadog.tokens.list().map(({ text }) => text);
  return {
    datadog,
    network,
    clock,
    lifecycle,
    told,
    secrets: [...Object.values(keys), ...texts, ...texts.map((text) => text.slice(-36))],
    batchIds,
    close: async () => {
      await Promise.all(simulators.map((simulator) => simulator.close()));
    },
  };
}

function accountsOf(home: Simulator, elsewhere: Simulator): Record<string, string> {
  return Object.fromEntries([
    ["DD_ACCOUNTS", "home,elsewhere"],
    ...Object.entries({ HOME: home, ELSEWHERE: elsewhere }).flatMap(([name, { url }]) => [
      [`DD_${name}_SITE`, name === "HOME" ? "datadoghq.eu" : "datadoghq.com"],
      [`DD_${name}_API_URL`, url],
      [`DD_${name}_API_KEY`, keys.DD_API_KEY],
      [`DD_${name}_APP_KEY`, keys.DD_APP_KEY],
    ]),
  ]) as Record<string, string>;
}
