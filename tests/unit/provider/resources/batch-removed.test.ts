import type { BatchState } from "../../../../provider/schema/batch-state";
import { createdBatch, idsOf, inputsOf, organisationOf } from "../../../support/lifecycle/batch-under-test";
import { datadogErrors } from "../../../support/lifecycle/datadog-errors";
import { InMemoryDatadog, organization } from "../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest } from "../../../support/lifecycle/provider-under-test";

const elsewhere = "0b1e8a51-0e3d-4b7c-9d53-6c3f6f4d2a10";

/** A batch of tokens that are proven gone, and a later run of another process that removes it. */
async function provenBatch(count: number, environment?: Record<string, string>) {
  const tokenIds = idsOf(count);
  const { id, state } = await createdBatch(tokenIds);
  const datadog = new InMemoryDatadog(idsOf(3));
  const later = providerUnderTest(datadog, environment && { environment });
  return { tokenIds, datadog, ...later, destroy: () => later.batches.delete(id, state) };
}

test("of a batch of thousands that is destroyed, the list tells by one question that all are still gone", async () => {
  const { datadog, destroy, warnings } = await provenBatch(2_000);
  await destroy();
  expect(datadog.asked).toHaveLength(1);
  expect(datadog.askedFor("list")).toEqual(["0"]);
  expect(warnings).toEqual([]);
});

test("of a batch of thousands that is destroyed, the two that the list shows alive are revoked, verified and told", async () => {
  const { datadog, destroy, warnings, tokenIds } = await provenBatch(2_000);
  const back = [tokenIds[17], tokenIds[1_204]] as [string, string];
  back.forEach((tokenId) => {
    datadog.issue(tokenId);
  });
  await destroy();
  expect(datadog.askedFor("revoke").sort()).toEqual(back);
  expect(back.map((tokenId) => datadog.isAlive(tokenId))).toEqual([false, false]);
  expect(warnings).toEqual([
    `2 personal access tokens on datadoghq.eu (${back.join(", ")}) were recorded as revoked by us, and proven gone, and alive all the same until they were taken out: the DELETE of their removal has revoked them for good.`,
  ]);
});

test("up to ten tokens of a batch that is destroyed are asked for by id, if the list does not show them", async () => {
  const { datadog, destroy, tokenIds } = await provenBatch(10);
  const [hidden = ""] = tokenIds;
  datadog.issue(hidden);
  datadog.unlisted.add(hidden);
  await destroy();
  expect(datadog.askedFor("revoke")).toEqual([hidden]);
  expect(datadog.isAlive(hidden)).toBe(false);
});

test("a living token that can't be revoked keeps the batch that is destroyed in the state", async () => {
  const { datadog, destroy, tokenIds } = await provenBatch(40);
  const [back = ""] = tokenIds;
  datadog.issue(back);
  datadog.deletes.set(back, datadogErrors.denied("revoke"));
  await expect(destroy()).rejects.toThrow(
    "1 of 40 personal access tokens could not be dealt with on datadoghq.eu. The other 39 are done",
  );
});

test("a batch that is destroyed with credentials that may not read is forgotten with a warning and few questions", async () => {
  const { datadog, destroy, warnings } = await provenBatch(1_000);
  datadog.listRefusal = datadogErrors.denied("look up");
  datadog.findRefusal = datadogErrors.denied("look up");
  await destroy();
  expect(datadog.askedFor("revoke")).toEqual([]);
  expect(datadog.asked.length).toBeLessThanOrEqual(300);
  expect(warnings).toEqual([
    expect.stringMatching(
      /^1,000 personal access tokens on .* were proven gone before, and their record is deleted although nobody could be asked whether that is still so: .*403/,
    ),
  ]);
});

test.each([{ many: 3 }, { many: 40 }])(
  "$many tokens of a batch that is destroyed with credentials that are shown their own tokens alone are forgotten with a warning",
  async ({ many }) => {
    const { datadog, destroy, warnings } = await provenBatch(many);
    datadog.readsOthers = () => Promise.resolve(false);
    await destroy();
    expect(datadog.askedFor("revoke")).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(
        /were proven gone before, and their record is deleted although nobody could be asked whether that is still so: these credentials are not known to be shown other users' tokens/,
      ),
    ]);
  },
);

test("of a batch that is destroyed by the user who saw its tokens, nothing is said", async () => {
  const tokenIds = idsOf(3);
  const user = "5e8b11b4-0000-4000-8000-000000000001";
  const { datadog, batches, warnings } = organisationOf(tokenIds);
  datadog.identity = { kind: "placed", organization, user };
  datadog.readsOthers = () => Promise.resolve(false);
  const { id, outs } = await batches.create(inputsOf(tokenIds));
  await batches.delete(id, outs as BatchState);
  expect(warnings).toEqual([]);
});

test("a batch that is destroyed without credentials is forgotten with a warning that says which are missing", async () => {
  const { datadog, destroy, warnings } = await provenBatch(3, {});
  await destroy();
  expect(datadog.asked).toEqual([]);
  expect(warnings).toEqual([expect.stringMatching(/although nobody could be asked .*: .*DD_API_KEY/)]);
});

test("a batch that is destroyed with credentials of another organisation is forgotten with a warning", async () => {
  const { datadog, destroy, warnings } = await provenBatch(20);
  datadog.identity = { kind: "placed", organization: elsewhere };
  await destroy();
  expect(warnings).toEqual([
    expect.stringMatching(
      new RegExp(
        `^20 personal .* were proven gone in organisation ${organization}, and these credentials belong to another`,
      ),
    ),
  ]);
});

test("what is not proven in a batch that is destroyed is asked to go before the rest is looked for", async () => {
  const [open = "", ...proven] = idsOf(12);
  const { batches, datadog, id, state } = await createdBatch(proven);
  datadog.issue(open);
  const { outs } = await batches.update(
    id,
    state,
    inputsOf({ [open]: { revokeOn: "delete" }, ...inputsOf(proven).revocations }),
  );
  datadog.forgetCalls();
  await batches.delete(id, outs as BatchState);
  expect(datadog.asked.map(({ call, of }) => (of === open ? call : `${call} ${of}`))).toEqual([
    "find",
    "revoke",
    "find",
    "list 0",
  ]);
});
