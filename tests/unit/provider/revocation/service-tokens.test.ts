import { datadogErrors } from "../../../support/lifecycle/datadog-errors";
import { type InMemoryDatadog, organization } from "../../../support/lifecycle/in-memory-datadog";
import { startOfTime, tokenId } from "../../../support/lifecycle/provider-under-test";
import { serviceAccountId } from "../../../support/lifecycle/resource-under-test";
import {
  otherAccountId,
  service,
  subject,
  underTest,
  inputsOf,
  created,
  failureOf,
} from "../../../support/lifecycle/service-tokens";

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
