import { CreateRequest, type CreateResponse } from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { startSimulator, type Simulator } from "datadog-token-simulator";
import { readProperties, writeProperties } from "../../../../plugin/wire/property-values";
import { AttachedPlugin } from "../../../support/plugin-door/attached-plugin";
import { silentLog } from "../../../support/lifecycle/silent-log";
import { credentials } from "./support";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const urn = "urn:pulumi:test::test::datadog-token-revocation:index:PersonalAccessTokenRevocation::leaked";

let datadog: Simulator;
let plugin: AttachedPlugin;

beforeEach(async () => {
  datadog = await startSimulator({
    tokens: [{ tokenId }],
    credentials: { apiKey: credentials.DD_API_KEY, appKey: credentials.DD_APP_KEY },
  });
  plugin = new AttachedPlugin({ environment: { ...credentials, DD_API_URL: datadog.url }, log: silentLog });
});
afterEach(() => datadog.close());

const create = (timeoutSeconds = 0): Promise<CreateResponse> => {
  const request = new CreateRequest();
  request.setUrn(urn);
  request.setTimeout(timeoutSeconds);
  request.setProperties(
    writeProperties({ tokenId, site: "datadoghq.com", revokeOn: "both", onNotFound: "accept", verify: true }),
  );
  return plugin.call<CreateResponse>((client, done) => client.create(request, done));
};

const cancel = () => plugin.call<Empty>((client, done) => client.cancel(new Empty(), done));

/** Waits until the simulator has had these requests about the token, in this order. */
const asked = (...methods: string[]): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      const entries = datadog.ledger.entries().filter((entry) => entry.tokenId === tokenId);
      const first = entries.findIndex(({ method }) => method === methods[0]);
      const isThere =
        first >= 0 && methods.every((method, index) => entries[first + index]?.method === method);
      if (isThere) {
        resolve();
      } else {
        setImmediate(look);
      }
    };
    look();
  });

test("the first Ctrl-C ends a DELETE whose answer does not come", async () => {
  datadog.faults.hang({ method: "DELETE" }, Infinity);
  const created = create();
  created.catch(() => undefined);
  await asked("DELETE");
  await cancel();
  await expect(created).rejects.toThrow("before Pulumi was interrupted");
});

test("customTimeouts end it, too, and say how long they are", async () => {
  datadog.faults.hang({ method: "DELETE" }, Infinity);
  await expect(create(0.2)).rejects.toThrow("before the 0.2 s that customTimeouts allow were over");
});

test("a DELETE that was answered is recorded, although its verification was interrupted", async () => {
  datadog.faults.hang({ method: "GET" }, Infinity);
  const created = create();
  await asked("DELETE", "GET");
  await cancel();
  const { values } = readProperties((await created).getProperties());
  expect(values).toMatchObject({ tokenId, status: "revoked", unfinished: "verification" });
});
