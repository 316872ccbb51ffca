import { recordsIn, type BatchState } from "../../../../provider/schema/batch-state";
import {
  createdBatch,
  failureOf,
  idsOf,
  inputsOf,
  organisationOf,
} from "../../../support/lifecycle/batch-under-test";
import { datadogErrors } from "../../../support/lifecycle/datadog-errors";

test("a refresh keeps tokens that are alive again as work to be done, with one warning, and the next update revokes them", async () => {
  const tokenIds = idsOf(150);
  const { batches, datadog, clock, warnings, id, state } = await createdBatch(tokenIds);
  const back = tokenIds.slice(0, 2);
  back.forEach((tokenId) => datadog.issue(tokenId));
  clock.advance(61_000);
  const { props } = await batches.read(id, state);
  expect(props).toMatchObject({ revokedCount: 148 });
  const open = recordsIn(props as BatchState).filter(({ unfinished }) => unfinished === "aliveAgain");
  expect(open.map(({ tokenId }) => tokenId)).toEqual(back);
  expect(await batches.diff(id, props as BatchState, inputsOf(tokenIds))).toMatchObject({ changes: true });
  expect(warnings).toEqual([
    `2 personal access tokens on datadoghq.eu (${back.join(", ")}) are alive although their revocation is recorded: that is drift. Once a refresh has written that into the state, it is work to be done: the pulumi up that follows revokes them again.`,
  ]);
  expect(datadog.askedFor("list")).toEqual(["0"]);
  expect(datadog.askedFor("find")).toEqual([]);
  datadog.forgetCalls();
  await batches.update(id, props as BatchState, inputsOf(tokenIds));
  expect(datadog.askedFor("revoke").sort()).toEqual(back);
});

test("a refresh of what is still gone changes nothing", async () => {
  const { batches, id, state } = await createdBatch(idsOf(20));
  expect((await batches.read(id, state)).props).toEqual(state);
});

test("a refresh that Datadog does not answer is an error, never gone", async () => {
  const { batches, datadog, id, state } = await createdBatch(idsOf(20));
  datadog.listRefusal = datadog.findRefusal = datadogErrors.denied("look up");
  await expect(batches.read(id, state)).rejects.toThrow("--run-program");
});

test("a refresh asks for armed tokens on their own if the list does not show them", async () => {
  const tokenIds = idsOf(5);
  const { batches, datadog, id, state } = await createdBatch(tokenIds, { revokeOn: "delete" });
  for (const tokenId of tokenIds) {
    datadog.unlisted.add(tokenId);
  }
  expect((await batches.read(id, state)).props).toEqual(state);
  expect(datadog.askedFor("find").sort()).toEqual(tokenIds);
});

test("a refresh does not take young tokens that are alive for gone because a list that never showed them does not", async () => {
  const tokenIds = idsOf(5);
  const { batches, datadog, clock, id, state } = await createdBatch(tokenIds, { verify: false });
  for (const tokenId of tokenIds) {
    datadog.issue(tokenId);
    datadog.unlisted.add(tokenId);
  }
  clock.advance(30_000);
  const { props } = await batches.read(id, state);
  const records = recordsIn(props as BatchState);
  expect(records.map(({ tokenId, unfinished }) => [tokenId, unfinished])).toEqual(
    tokenIds.map((each) => [each, "aliveAgain"]),
  );
  expect(clock.sleepsMs.reduce((sum, ms) => sum + ms, 0)).toBe(30_000);
});

test("a refresh keeps an unfinished token that is still alive, to be gone on with", async () => {
  const tokenIds = idsOf(3);
  const { batches, datadog, clock, warnings } = organisationOf(tokenIds);
  datadog.deletes.set(tokenIds[0] ?? "", "in vain");
  const { id, properties } = await failureOf(batches.create(inputsOf(tokenIds)));
  clock.advance(61_000);
  const { props } = await batches.read(id, properties);
  const before = recordsIn(properties);
  expect(recordsIn(props as BatchState)).toEqual(
    before.map((each) => ({ ...each, ...(each.unfinished && { unfinished: "aliveAgain" }) })),
  );
  expect(warnings).toEqual([expect.stringContaining("is still alive although Datadog accepted its DELETE")]);
});

test("a refresh leaves the words of a token that is alive again in the state", async () => {
  const [back = "", other = ""] = idsOf(2);
  const entries = { [back]: { reason: "CI log" }, [other]: {} };
  const { batches, datadog, clock, id, state } = await createdBatch(entries);
  datadog.issue(back);
  clock.advance(61_000);
  const { props } = await batches.read(id, state);
  expect(props).toMatchObject({ entries: { [back]: { reason: "CI log" } }, revokedCount: 1 });
  const diff = await batches.diff(id, props as BatchState, inputsOf(entries));
  expect(diff).toMatchObject({ changes: true, replaces: [] });
});
