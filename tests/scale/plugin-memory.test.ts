import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  ConfigureRequest,
  DiffRequest,
  DiffResponse,
  ReadRequest,
  type ReadResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { startSimulator, type Simulator } from "datadog-token-simulator";
import { readProc } from "../../bench/running/process-tree";
import { writeProperties } from "../../plugin/wire/property-values";
import { batchStateOf } from "../../provider/schema/batch-state";
import { packEntries } from "../../provider/schema/codec/packed-entries";
import { pluginTypes } from "../../provider/schema/resource-types";
import type { RevocationRecord } from "../../provider/schema/revocation-record";
import { pluginFolder } from "../support/plugin/plugin";

const count = 30_000;
const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

let datadog: Simulator;
let plugin: ChildProcess;
let client: ResourceProviderClient;

beforeAll(async () => {
  datadog = await startSimulator();
});
afterAll(() => datadog.close());
beforeEach(async () => {
  const environment = {
    ...process.env,
    NODE_DISABLE_COMPILE_CACHE: "1",
    DD_API_URL: datadog.url,
    DD_BEARER_TOKEN: "bearer",
  };
  plugin = spawn(process.execPath, [join(pluginFolder, "plugin.cjs")], {
    env: environment,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [port] = (await once(plugin.stdout ?? plugin, "data")) as [Buffer];
  const address = `127.0.0.1:${String(port).trim()}`;
  client = new ResourceProviderClient(address, credentials.createInsecure(), unlimited);
  const configuration = new ConfigureRequest();
  configuration.setArgs(writeProperties({}));
  await call((done) => client.configure(configuration, done));
});
afterEach(async () => {
  client.close();
  plugin.kill();
  await once(plugin, "exit");
});

const call = <Response>(send: (done: (error: Error | null, response: Response) => void) => unknown) =>
  new Promise<Response>((resolve, reject) => {
    send((error, response) => {
      if (error) {
        reject(error);
      } else {
        resolve(response);
      }
    });
  });

const urn = `urn:pulumi:test::test::${pluginTypes.batch}::leaked`;
const records = Array.from({ length: count }, (_, index): RevocationRecord => ({
  tokenId: `35ef7728-4761-41dd-8a7b-${index.toString(16).padStart(12, "0")}`,
  site: "datadoghq.com",
  revokeOn: "both",
  onNotFound: "accept",
  status: "revoked",
  organization: "00000000-0000-4000-8000-0000000000b1",
  revokedAt: "2026-11-28T10:00:00.000Z",
  verifiedAt: "2026-11-28T10:00:01.000Z",
  evidence: {
    name: `CI metrics ${index}`,
    ownerId: "00000000-0000-4000-8000-0000000000a1",
    scopes: ["dashboards_read", "metrics_read", "monitors_read"],
    createdAt: "2026-01-01T00:00:00.000Z",
    expiresAt: "2027-01-01T00:00:00.000Z",
  },
}));
const entries = Object.fromEntries(records.map(({ tokenId }) => [tokenId, {}]));
const options = {
  site: "datadoghq.com",
  revokeOn: "both",
  onNotFound: "accept",
  verify: true,
  evidence: true,
} as const;
const state = batchStateOf(options, entries, records);
const inputs = { ...options, revocations: packEntries(entries) };

/** The most memory that the plugin has had at once, in MiB. */
const peakMiB = () => {
  const [, peakKiB] = /^VmHWM:\s+(\d+) kB$/m.exec(readProc(`${plugin.pid ?? 0}/status`)) ?? [];
  return Number(peakKiB) / 1024;
};

test("an up that changes nothing of tens of thousands of tokens, with what Datadog said of each, keeps the plugin small", async () => {
  const request = new DiffRequest();
  request.setUrn(urn);
  request.setOlds(writeProperties(state));
  request.setNews(writeProperties(inputs));
  const response = await call<DiffResponse>((done) => client.diff(request, done));
  expect(response.getChanges()).toBe(DiffResponse.DiffChanges.DIFF_NONE);
  expect(peakMiB()).toBeLessThan(340);
});

test("a refresh of them, too", async () => {
  const request = new ReadRequest();
  request.setUrn(urn);
  request.setId("id");
  request.setProperties(writeProperties(state));
  request.setInputs(writeProperties(inputs));
  const response = await call<ReadResponse>((done) => client.read(request, done));
  expect(response.getProperties()?.toJavaScript()).toEqual(state);
  expect(peakMiB()).toBeLessThan(340);
});
