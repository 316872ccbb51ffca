import type { BatchInputs } from "../../../../provider/schema/batch-inputs";
import { recordsIn } from "../../../../provider/schema/batch-state";
import { datadogErrors } from "../../../support/lifecycle/datadog-errors";
import { organization } from "../../../support/lifecycle/in-memory-datadog";
import { tokenId } from "../../../support/lifecycle/provider-under-test";
import { serviceAccountId } from "../../../support/lifecycle/resource-under-test";
import { batchOf, created, neighbour, service, underTest } from "../../../support/lifecycle/service-tokens";

/** More than have their turn at once. */
const unknown = Array.from(
  { length: 40 },
  (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
);

const manyAndNeighbour = Object.fromEntries([...unknown, neighbour].map((each) => [each, {}]));

/** An organisation, and the moment at which the neighbour's DELETE is sent. */
function withDeleteToWaitFor() {
  const organisation = underTest();
  const { datadog } = organisation;
  const sent = Promise.withResolvers<undefined>();
  const revoke = datadog.revoke.bind(datadog);
  datadog.revoke = (id, options) => {
    if (id === neighbour) {
      sent.resolve(undefined);
    }
    return revoke(id, options);
  };
  return { ...organisation, deleteIsSent: sent.promise };
}

/** An organisation whose list waits, as for a rate limit, until the neighbour's DELETE is sent. */
function withListThatWaits() {
  const organisation = withDeleteToWaitFor();
  const { datadog, deleteIsSent } = organisation;
  const list = datadog.list.bind(datadog);
  datadog.list = async (page, options) => {
    if (options?.retry === false) {
      throw datadogErrors.gaveUp("look up");
    }
    await deleteIsSent;
    return list(page, options);
  };
  return organisation;
}

async function recordsOf({ batches }: ReturnType<typeof underTest>, revocations: BatchInputs["revocations"]) {
  const outs = await created(batches.create(batchOf(revocations)));
  return new Map(recordsIn(outs).map((record) => [record.tokenId, record]));
}

test("a list that has to tell a service token's account, and waits, holds up no other token's DELETE", async () => {
  const organisation = withListThatWaits();
  organisation.datadog.issueFor(serviceAccountId, tokenId);
  const records = await recordsOf(organisation, { [tokenId]: service, [neighbour]: {} });
  expect(organisation.datadog.askedFor("revoke")).toEqual([neighbour, tokenId]);
  expect(records.get(neighbour)).toMatchObject({ status: "revoked" });
  expect(records.get(tokenId)).toMatchObject({ status: "revoked", serviceAccountId });
});

test("a list that has to tell whose many unknown tokens are, and waits, holds up no other token's DELETE", async () => {
  const organisation = withListThatWaits();
  const records = await recordsOf(organisation, manyAndNeighbour);
  expect(organisation.datadog.askedFor("revoke")).toEqual([...unknown, neighbour]);
  expect(records.get(neighbour)).toMatchObject({ status: "revoked" });
  for (const each of unknown) {
    expect(records.get(each)).toMatchObject({ status: "alreadyRevoked", organization });
  }
});

test("nor does the question whose the credentials are", async () => {
  const organisation = withDeleteToWaitFor();
  const { datadog, deleteIsSent } = organisation;
  datadog.identify = () => deleteIsSent.then(() => ({ kind: "placed", organization }));
  const records = await recordsOf(organisation, manyAndNeighbour);
  expect(records.get(neighbour)).toMatchObject({ status: "revoked", organization });
});
