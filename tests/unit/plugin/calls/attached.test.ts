import { CreateRequest, ListRequest, type CreateResponse } from "@pulumi/pulumi/proto/provider_pb";
import { status, type ServiceError } from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { startSimulator, type Simulator } from "datadog-token-simulator";
import { writeProperties } from "../../../../plugin/wire/property-values";
import { AttachedPlugin } from "../../../support/plugin-door/attached-plugin";
import { silentLog } from "../../../support/lifecycle/silent-log";

const tokenIds = ["35ef7728-4761-41dd-8a7b-f1112a26f840", "61c07794-df2a-4403-a6ad-caa6bb70dae2"] as const;
const urn = "urn:pulumi:test::test::datadog-token-revocation:index:PersonalAccessTokenRevocation::leaked";

let organizations: Simulator[];
let first: AttachedPlugin;
let second: AttachedPlugin;

beforeEach(async () => {
  organizations = await Promise.all(
    tokenIds.map((tokenId, index) =>
      startSimulator({
        tokens: [{ tokenId }],
        credentials: { bearerToken: `bearer-of-${index}` },
        organization: `00000000-0000-4000-8000-00000000000${index}`,
      }),
    ),
  );
  const config = organizations.map(({ url }, index) => ({ apiUrl: url, bearerToken: `bearer-of-${index}` }));
  first = new AttachedPlugin({ environment: {}, log: silentLog }, config[0], "first");
  second = first.beside(config[1] ?? {}, "second");
});
afterEach(async () => {
  await Promise.all(organizations.map((organization) => organization.close()));
});

const revoke = (plugin: AttachedPlugin, tokenId: string): Promise<CreateResponse> => {
  const request = new CreateRequest();
  request.setUrn(urn);
  request.setProperties(
    writeProperties({ tokenId, site: "datadoghq.com", revokeOn: "both", onNotFound: "accept", verify: true }),
  );
  return plugin.call<CreateResponse>((client, done) => client.create(request, done));
};

test("two providers that are attached to one plugin ask each its own organisation, with its own credentials", async () => {
  // Both are configured before either is asked for anything.
  await Promise.all(
    [first, second].map((plugin) => plugin.call((client, done) => client.getPluginInfo(new Empty(), done))),
  );
  await revoke(first, tokenIds[0]);
  await revoke(second, tokenIds[1]);
  const alive = organizations.map(({ tokens }, index) => tokens.isAlive(tokenIds[index] ?? ""));
  expect(alive).toEqual([false, false]);
  const asked = organizations.map(({ ledger }) =>
    ledger.entries({ method: "DELETE" }).map((entry) => entry.tokenId),
  );
  expect(asked).toEqual([[tokenIds[0]], [tokenIds[1]]]);
});

test("the end of one provider's run ends nothing of another's", async () => {
  await second.call((client, done) => client.cancel(new Empty(), done));
  await revoke(first, tokenIds[0]);
  expect(organizations[0]?.tokens.isAlive(tokenIds[0])).toBe(false);
  await expect(revoke(second, tokenIds[1])).rejects.toThrow("Pulumi was interrupted");
});

test("a call whose answer would be a stream is not implemented, in so many words", async () => {
  const failure = await first.call<ServiceError>((client, done) =>
    client.list(new ListRequest()).once("error", (error: ServiceError) => done(null, error)),
  );
  expect([failure.code, failure.details]).toEqual([status.UNIMPLEMENTED, "list"]);
});
