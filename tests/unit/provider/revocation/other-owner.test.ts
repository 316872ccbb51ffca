import { recordsIn, type BatchState } from "../../../../provider/schema/batch-state";
import { datadogErrors } from "../../../support/lifecycle/datadog-errors";
import { organization } from "../../../support/lifecycle/in-memory-datadog";
import { startOfTime, tokenId } from "../../../support/lifecycle/provider-under-test";
import { serviceAccountId } from "../../../support/lifecycle/resource-under-test";
import {
  otherAccountId,
  neighbour,
  service,
  personalSubject,
  underTest,
  inputsOf,
  batchOf,
  created,
  failureOf,
} from "../../../support/lifecycle/service-tokens";

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
