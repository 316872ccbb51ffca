import { idsOf, inputsOf, organisationOf } from "../../../../../support/lifecycle/batch-under-test";

test("the absence from the list of a token that was never on it proves nothing after its DELETE", async () => {
  const [hidden = "", ...tokenIds] = idsOf(11);
  const { batches, datadog } = organisationOf([hidden, ...tokenIds]);
  datadog.unlisted.add(hidden);
  datadog.deletes.set(hidden, { diesAfter: 2 });
  const { outs } = await batches.create(inputsOf([hidden, ...tokenIds]));
  expect(datadog.askedFor("find")).toEqual([hidden, hidden, hidden, hidden]);
  expect(outs).toMatchObject({ revokedCount: 11 });
});

test("up to ten tokens that the list does not show any more are asked for by id before they count as gone, and after a refresh, too", async () => {
  const tokenIds = idsOf(10);
  const { batches, datadog } = organisationOf(tokenIds);
  const { id, outs } = await batches.create(inputsOf(tokenIds));
  expect(datadog.askedFor("find").sort()).toEqual(tokenIds);
  datadog.forgetCalls();
  await batches.read(id, outs);
  expect(datadog.askedFor("find").sort()).toEqual(tokenIds);
});

test("a list that leaves a living token out and counts right is not believed of one whose DELETE was answered 404", async () => {
  const [left = "", ...tokenIds] = idsOf(20);
  const { batches, datadog } = organisationOf([left, ...tokenIds]);
  datadog.deletes.set(left, "not found");
  datadog.beforeDelete = () => {
    datadog.unlisted.add(left);
  };
  await expect(batches.create(inputsOf([left, ...tokenIds]))).rejects.toThrow(
    "the DELETE was answered 404, but Datadog still says that the token is alive",
  );
  expect(new Set(datadog.askedFor("find"))).toEqual(new Set([left]));
});
