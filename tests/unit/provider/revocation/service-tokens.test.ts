import type { BatchInputs } from "../../../../provider/schema/batch-inputs";
import { recordsIn, type BatchState } from "../../../../provider/schema/batch-state";
import type { RevocationInputs } from "../../../../provider/schema/revocation-inputs";
import { datadogErrors } from "../../../support/lifecycle/datadog-errors";
import { InMemoryDatadog, organization } from "../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest, startOfTime, tokenId } from "../../../support/lifecycle/provider-under-test";
import { serviceAccountId, standardOptions } from "../../../support/lifecycle/resource-under-test";

const otherAccountId = "3ad549bf-eba0-11e9-a77a-0705486660d0";
const neighbour = "61c07794-df2a-4403-a6ad-caa6bb70dae2";
const service = { kind: "service" } as const;
const subject = `service access token "${tokenId}" on datadoghq.eu`;
const personalSubject = `personal access token "${tokenId}" on datadoghq.eu`;

function underTest() {
  const datadog = new InMemoryDatadog([neighbour]);
  return { datadog, ...providerUnderTest(datadog) };
}
const inputsOf = (more: Partial<RevocationInputs>): RevocationInputs => ({
  ...standardOptions,
  ...more,
  tokenId,
});
const batchOf = (revocations: BatchInputs["revocations"]): BatchInputs => ({
  ...standardOptions,
  revocations,
  evidence: true,
});

/** The outputs of an operation that succeeded. */
async function created<State>(result: Promise<{ outs?: State }>): Promise<State> {
  const { outs } = await result;
  if (outs === undefined) {
    throw new Error("Expected outputs.");
  }
  return outs;
}

async function failureOf(promise: Promise<unknown>): Promise<string> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  return outcome instanceof Error ? outcome.message : "nothing failed";
}

test("the service account is found on the list, and stands in the record and in the evidence", async () => {
  const { datadog, provider } = underTest();
  datadog.issueFor(serviceAccountId, tokenId, { name: "cron" });
  const outs = await created(provider.create(inputsOf(service)));
  expect(outs).toMatchObject({
    kind: "service",
    serviceAccountId,
    status: "revoked",
    verifiedAt: expect.any(String) as string,
    evidence: { name: "cron", ownerId: serviceAccountId },
  });
  expect(datadog.isAlive(tokenId)).toBe(false);
  // What was found needs no list any more.
  datadog.forgetCalls();
  datadog.listRefusal = datadogErrors.denied("look up");
  await provider.read(tokenId, outs);
  await provider.delete(tokenId, outs);
  expect(datadog.askedFor("list")).toEqual([]);
});

test("a service account that is named needs no list", async () => {
  const { datadog, provider } = underTest();
  datadog.issueFor(serviceAccountId, tokenId);
  datadog.listRefusal = datadogErrors.denied("look up");
  const outs = await created(provider.create(inputsOf({ ...service, serviceAccountId })));
  expect(outs.status).toBe("revoked");
  expect(datadog.askedFor("list")).toEqual([]);
});

test("a token that the whole list does not show is like a 404: accepted, not proven, and no DELETE is sent", async () => {
  const { datadog, provider, warnings } = underTest();
  const outs = await created(provider.create(inputsOf(service)));
  expect(outs).toMatchObject({
    kind: "service",
    status: "alreadyRevoked",
    notFoundAt: startOfTime,
    organization,
  });
  expect(outs).not.toHaveProperty("verifiedAt");
  expect(outs).not.toHaveProperty("serviceAccountId");
  expect(warnings[0]).toContain(
    "is not known (404): recorded as already revoked, which is accepted and not proven",
  );
  expect(datadog.callsFor(tokenId)).toEqual([]);
  // Its end has none to send either.
  await provider.delete(tokenId, outs);
  expect(datadog.callsFor(tokenId)).toEqual([]);
});

test("with onNotFound: fail it is an error", async () => {
  const { provider } = underTest();
  expect(await failureOf(provider.create(inputsOf({ ...service, onNotFound: "fail" })))).toContain(
    `Failed to revoke ${subject}: 404`,
  );
});

test.each<[string, Partial<InMemoryDatadog>]>([
  ["may not be read", { listRefusal: datadogErrors.denied("look up") }],
  ["does not answer", { listRefusal: datadogErrors.gaveUp("look up") }],
  ["does not say how long it is", { hidesTotal: true }],
])("a list that %s is an error that says to name the account, never success", async (_name, damages) => {
  const { datadog, provider } = underTest();
  datadog.issueFor(serviceAccountId, tokenId);
  datadog.unlisted.add(tokenId);
  Object.assign(datadog, damages);
  const failure = await failureOf(provider.create(inputsOf(service)));
  expect(failure).toContain(`Failed to revoke ${subject}: its service account is not known`);
  expect(failure).toContain("Name the account as serviceAccountId.");
  expect(datadog.askedFor("revoke")).toEqual([]);
});

test("a refresh finds a token on the list that it did not show before, and the next up revokes it", async () => {
  const { datadog, provider, clock } = underTest();
  const inputs = inputsOf(service);
  const outs = await created(provider.create(inputs));
  datadog.issueFor(serviceAccountId, tokenId);
  clock.advance(60_000);
  const { props } = await provider.read(tokenId, outs);
  expect(props).toMatchObject({ unfinished: "aliveAgain" });
  const after = await created(provider.update(tokenId, props as typeof outs, inputs));
  expect(after).toMatchObject({ status: "revoked", serviceAccountId });
  expect(datadog.isAlive(tokenId)).toBe(false);
});

test("naming the account of a token that no list showed asks for it there", async () => {
  const { datadog, provider } = underTest();
  const outs = await created(provider.create(inputsOf(service)));
  datadog.issueFor(serviceAccountId, tokenId);
  const named = inputsOf({ ...service, serviceAccountId });
  expect(await provider.diff(tokenId, outs, named)).toMatchObject({ changes: true, replaces: [] });
  const after = await created(provider.update(tokenId, outs, named));
  expect(after).toMatchObject({ status: "revoked", serviceAccountId });
});

test("naming the account that was found is no change, and another one replaces", async () => {
  const { datadog, provider } = underTest();
  datadog.issueFor(serviceAccountId, tokenId);
  const outs = await created(provider.create(inputsOf(service)));
  for (const [account, replaces] of [
    [serviceAccountId, []],
    [otherAccountId, ["serviceAccountId"]],
  ] as const) {
    const diff = await provider.diff(tokenId, outs, inputsOf({ ...service, serviceAccountId: account }));
    expect(diff).toMatchObject({ changes: replaces.length > 0, replaces });
  }
  expect(await provider.diff(tokenId, outs, inputsOf(service))).toMatchObject({ changes: false });
});

const asService = `Datadog says that this is a service access token of service account "${serviceAccountId}"`;
const useService = 'Declare it as ServiceAccessTokenRevocation; in a list or a batch with kind: "service".';

test("a personal revocation that is given a service token's id says so, instead of believing its 404", async () => {
  const { datadog, provider } = underTest();
  datadog.issueFor(serviceAccountId, tokenId);
  const failure = await failureOf(provider.create(inputsOf({})));
  expect(failure).toContain(`Failed to revoke ${personalSubject}: ${asService}`);
  expect(failure).toContain(useService);
  expect(datadog.isAlive(tokenId)).toBe(true);
});

test("a list that can't be read leaves a personal 404 what it was: accepted, and not proven", async () => {
  const { datadog, provider } = underTest();
  datadog.issueFor(serviceAccountId, tokenId);
  datadog.listRefusal = datadogErrors.gaveUp("look up");
  const outs = await created(provider.create(inputsOf({})));
  expect(outs).toMatchObject({ status: "alreadyRevoked", notFoundAt: startOfTime });
});

test("one that is left armed says so at once, too", async () => {
  const { datadog, batches } = underTest();
  datadog.issueFor(serviceAccountId, tokenId);
  const failure = await failureOf(
    batches.create(batchOf({ [tokenId]: { revokeOn: "delete" }, [neighbour]: {} })),
  );
  expect(failure).toContain(asService);
});

test("a service revocation that is given a personal token's id says so", async () => {
  const { datadog, provider } = underTest();
  datadog.issue(tokenId);
  for (const owner of [service, { ...service, serviceAccountId }]) {
    expect(await failureOf(provider.create(inputsOf(owner)))).toContain(
      "Datadog says that this is a personal access token, which is revoked at another endpoint, so nothing was concluded " +
        "from this one's answer. Declare it as PersonalAccessTokenRevocation",
    );
  }
  expect(datadog.isAlive(tokenId)).toBe(true);
});

test("a service revocation below the wrong account names the right one", async () => {
  const { datadog, provider } = underTest();
  datadog.issueFor(serviceAccountId, tokenId);
  const failure = await failureOf(
    provider.create(inputsOf({ ...service, serviceAccountId: otherAccountId })),
  );
  expect(failure).toContain(`${asService}, which is revoked at another endpoint`);
  expect(failure).toContain("Name that one as serviceAccountId, or none: it is found.");
});

test("in a batch of both kinds each is asked for where it is, and the record tells them apart", async () => {
  const { datadog, batches } = underTest();
  datadog.issueFor(serviceAccountId, tokenId);
  const inputs = batchOf({ [tokenId]: service, [neighbour]: {} });
  const outs = await created(batches.create(inputs));
  expect(recordsIn(outs)).toMatchObject([
    {
      tokenId,
      kind: "service",
      serviceAccountId,
      status: "revoked",
      verifiedAt: expect.any(String) as string,
    },
    { tokenId: neighbour, status: "revoked" },
  ]);
  expect(recordsIn(outs)[1]).not.toHaveProperty("kind");
  expect(Object.keys(outs.record)).toEqual([
    `datadoghq.eu ${organization} service:${serviceAccountId}`,
    `datadoghq.eu ${organization}`,
  ]);
  const kept = JSON.parse(JSON.stringify(outs)) as BatchState;
  expect(await batches.diff("a-batch", kept, inputs)).toMatchObject({ changes: false });
});

test("in a batch a token of the other kind fails alone, and is revoked once its entry says what it is", async () => {
  const { datadog, batches } = underTest();
  datadog.issueFor(serviceAccountId, tokenId);
  const wrong = batchOf({ [tokenId]: {}, [neighbour]: {} });
  const error = await batches.create(wrong).then(
    () => undefined,
    (reason: unknown) => reason as Error & { properties: BatchState },
  );
  expect(error?.message).toContain("1 of 2 personal access tokens could not be dealt with");
  expect(error?.message).toContain(asService);
  expect(datadog.isAlive(neighbour)).toBe(false);
  const right = batchOf({ [tokenId]: service, [neighbour]: {} });
  const outs = await created(batches.update("a-batch", error?.properties as BatchState, right));
  expect(outs.revokedCount).toBe(2);
  expect(datadog.isAlive(tokenId)).toBe(false);
});

test("many revocations of one run read the list once", async () => {
  const { datadog, provider } = underTest();
  datadog.issueFor(serviceAccountId, tokenId);
  const ids = ["6ada9c44-0b7f-4e35-826b-ccecd6d358d5", "7767e407-9c67-4ede-902e-c4b1f3782352"];
  await Promise.all([tokenId, ...ids].map((id) => provider.create({ ...inputsOf(service), tokenId: id })));
  expect(datadog.askedFor("list")).toHaveLength(1);
});
