import { CreateRequest, type CreateResponse } from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { startSimulator, type Simulator } from "datadog-token-simulator";
import { pluginTypes } from "../../../../provider/schema/resource-types";
import { readProperties, writeProperties } from "../../../../plugin/wire/property-values";
import { AttachedPlugin } from "../../../support/plugin-door/attached-plugin";
import { silentLog } from "../../../support/lifecycle/silent-log";
import { credentials } from "./support";

const serviceAccountId = "0b0b0b0b-51f5-4e34-9c80-6a2f52a3b8aa";
const impatient = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const patient = "61c07794-df2a-4403-a6ad-caa6bb70dae2";

let datadog: Simulator;
let plugin: AttachedPlugin;

const start = async (type: "personal_access_tokens" | "service_access_tokens") => {
  datadog = await startSimulator({
    tokens: [impatient, patient].map((tokenId) => ({ tokenId, type, ownerId: serviceAccountId })),
    credentials: { apiKey: credentials.DD_API_KEY, appKey: credentials.DD_APP_KEY },
  });
  plugin = new AttachedPlugin({ environment: { ...credentials, DD_API_URL: datadog.url }, log: silentLog });
};
afterEach(() => datadog.close());

const create = (kind: "single" | "service", tokenId: string, timeoutSeconds = 0) => {
  const request = new CreateRequest();
  request.setUrn(`urn:pulumi:test::test::${pluginTypes[kind]}::${tokenId}`);
  request.setTimeout(timeoutSeconds);
  request.setProperties(
    writeProperties({
      tokenId,
      ...(kind === "service" && { kind }),
      site: "datadoghq.com",
      revokeOn: "both",
      onNotFound: "accept",
      verify: true,
    }),
  );
  return plugin
    .call<CreateResponse>((client, done) => client.create(request, done))
    .then((response) => readProperties(response.getProperties()).values);
};

test("a resource whose customTimeouts are over takes the list of tokens from no other that waits for it", async () => {
  await start("service_access_tokens");
  datadog.faults.latency({ method: "GET", path: "/api/v2/personal_access_tokens" }, 700);
  const [first, second] = await Promise.allSettled([
    create("service", impatient, 0.3),
    create("service", patient),
  ]);
  expect([first.status, "reason" in first && String(first.reason)]).toEqual([
    "rejected",
    expect.stringContaining("not read before the 0.3 s that customTimeouts allow were over"),
  ]);
  expect(second).toMatchObject({ status: "fulfilled", value: { status: "revoked" } });
});

test("a resource whose customTimeouts are over takes the proof of another from nobody", async () => {
  await start("personal_access_tokens");
  datadog.faults.latency({ method: "GET", path: "/api/v2/current_user" }, 700);
  const [first, second] = await Promise.all([create("single", impatient, 0.3), create("single", patient)]);
  expect(first).toMatchObject({ status: "revoked", unfinished: "verification" });
  expect(second).toMatchObject({
    status: "revoked",
    organization: datadog.organization,
    verifiedAt: expect.any(String) as string,
  });
});

test("the first Ctrl-C ends the question that all wait for", async () => {
  await start("service_access_tokens");
  datadog.faults.hang({ method: "GET", path: "/api/v2/personal_access_tokens" }, Infinity);
  const created = Promise.allSettled([create("service", impatient, 60), create("service", patient)]);
  while (datadog.ledger.count({ path: "/api/v2/personal_access_tokens" }) === 0) {
    await new Promise(setImmediate);
  }
  await plugin.call<Empty>((client, done) => client.cancel(new Empty(), done));
  for (const each of await created) {
    expect(each.status === "rejected" && String(each.reason)).toContain("before Pulumi was interrupted");
  }
});
