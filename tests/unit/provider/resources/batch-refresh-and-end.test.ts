import { recordedIn, type BatchState } from "../../../../provider/schema/batch-state";
import { datadogErrors } from "../../../support/datadog-errors";
import { createdBatch, failureOf, idsOf, inputsOf, organisationOf } from "../../../support/batch-under-test";

test.each([
  ["both", 2],
  ["create", 0],
] as const)('ids taken out are asked for once more where revokeOn is "%s"', async (revokeOn, deletes) => {
  const tokenIds = idsOf(5);
  const { batches, datadog, id, state } = await createdBatch(tokenIds, { revokeOn });
  const { outs } = await batches.update(id, state, inputsOf(tokenIds.slice(2), { revokeOn }));
  expect(datadog.questions("revoke")).toHaveLength(deletes);
  expect(outs).toMatchObject({ revokedCount: 3 });
});

test("a refresh takes tokens that are alive again out of the record, with a warning, and the next update revokes them", async () => {
  const tokenIds = idsOf(150);
  const { batches, datadog, clock, warnings, id, state } = await createdBatch(tokenIds);
  const [back = ""] = tokenIds;
  datadog.alive.add(back);
  clock.advance(61_000);
  const { props } = await batches.read(id, state);
  expect(props).toMatchObject({ revokedCount: 149 });
  expect(warnings).toEqual([
    expect.stringContaining(
      `1 personal access tokens on datadoghq.eu are alive although their revocation is recorded: ${back}`,
    ),
  ]);
  expect(datadog.questions("list")).toEqual(["0"]);
  expect(datadog.questions("find")).toEqual([]);
  datadog.asked.length = 0;
  await batches.update(id, props as BatchState, inputsOf(tokenIds));
  expect(datadog.questions("revoke")).toEqual([back]);
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

test("a destroy asks only for what is not recorded as verified", async () => {
  const tokenIds = idsOf(5);
  const { batches, datadog, id, state } = await createdBatch(tokenIds);
  await batches.delete(id, state);
  expect(datadog.asked).toEqual([]);
  const unverified = await createdBatch(tokenIds, { verify: false });
  await unverified.batches.delete(unverified.id, unverified.state);
  expect(unverified.datadog.questions("revoke").sort()).toEqual(tokenIds);
});

test("an armed batch revokes at its end, and reports what it could not", async () => {
  const tokenIds = idsOf(5);
  const { batches, datadog, id, state } = await createdBatch(tokenIds, { revokeOn: "delete" });
  expect(state).toMatchObject({ revokedCount: 0, alreadyRevokedCount: 0 });
  expect(recordedIn(state).every(({ status }) => status === "armed")).toBe(true);
  datadog.refusals.set(tokenIds[0] ?? "", datadogErrors.denied("revoke"));
  await expect(batches.delete(id, state)).rejects.toThrow(
    /1 of 5 .*the next one asks for all of them again.*--run-program/s,
  );
  datadog.refusals.clear();
  await batches.delete(id, state);
  expect(tokenIds.some((tokenId) => datadog.alive.has(tokenId))).toBe(false);
});

test("a refresh asks for armed tokens on their own where the list does not show them", async () => {
  const tokenIds = idsOf(5);
  const { batches, datadog, id, state } = await createdBatch(tokenIds, { revokeOn: "delete" });
  for (const tokenId of tokenIds) {
    datadog.unlisted.add(tokenId);
  }
  expect((await batches.read(id, state)).props).toEqual(state);
  expect(datadog.questions("find").sort()).toEqual(tokenIds);
});

test("a refresh keeps an unfinished token that is still alive, to be gone on with", async () => {
  const tokenIds = idsOf(3);
  const { batches, datadog, clock, warnings } = organisationOf(tokenIds);
  datadog.immortal.add(tokenIds[0] ?? "");
  const { id, properties } = await failureOf(batches.create(inputsOf(tokenIds)));
  clock.advance(61_000);
  const { props } = await batches.read(id, properties);
  expect(recordedIn(props as BatchState)).toEqual(recordedIn(properties));
  expect(warnings).toEqual([expect.stringContaining("is still alive although Datadog accepted its DELETE")]);
});

test("a token that failed is asked for by a destroy that comes next", async () => {
  const tokenIds = idsOf(5);
  const [failing = ""] = tokenIds;
  const { batches, datadog } = organisationOf(tokenIds);
  datadog.refusals.set(failing, datadogErrors.gaveUp("revoke"));
  const { id, properties } = await failureOf(batches.create(inputsOf(tokenIds)));
  datadog.refusals.clear();
  datadog.asked.length = 0;
  await batches.delete(id, properties);
  expect(datadog.questions("revoke")).toEqual([failing]);
  expect(datadog.alive.has(failing)).toBe(false);
});

test("an armed token whose revocation failed stays armed", async () => {
  const tokenIds = idsOf(3);
  const [failing = ""] = tokenIds;
  const { batches, datadog, id, state } = await createdBatch(tokenIds, { revokeOn: "delete" });
  datadog.refusals.set(failing, datadogErrors.gaveUp("revoke"));
  const { properties } = await failureOf(batches.update(id, state, inputsOf(tokenIds)));
  expect(recordedIn(properties).map(({ tokenId, status }) => [tokenId, status])).toEqual(
    tokenIds.map((tokenId) => [tokenId, tokenId === failing ? "armed" : "revoked"]),
  );
});

test("taking an armed token out is its revocation, with all that belongs to one", async () => {
  const tokenIds = idsOf(3);
  const [gone = "", immortal = ""] = tokenIds;
  const { batches, datadog, id, state } = await createdBatch(tokenIds, {
    revokeOn: "delete",
    onNotFound: "fail",
  });
  datadog.alive.delete(gone);
  datadog.immortal.add(immortal);
  const { reasons, properties } = await failureOf(
    batches.update(id, state, inputsOf([], { revokeOn: "delete", onNotFound: "fail" })),
  );
  expect(reasons[0]).toContain("does not know this token");
  expect(reasons[0]).toContain("still says that the token is alive");
  expect(recordedIn(properties).map(({ tokenId }) => tokenId)).toEqual([gone, immortal].sort());
});

test("verified tokens are taken out also where the credentials are refused: one question, one warning", async () => {
  const tokenIds = idsOf(50);
  const { batches, datadog, warnings, id, state } = await createdBatch(tokenIds);
  for (const tokenId of tokenIds) {
    datadog.refusals.set(tokenId, datadogErrors.rejected("revoke"));
  }
  const { outs } = await batches.update(id, state, inputsOf([]));
  expect(outs).toMatchObject({ record: "" });
  expect(datadog.questions("revoke").length).toBeLessThanOrEqual(16);
  expect(warnings).toEqual([expect.stringMatching(/^50 personal access tokens .* verified as gone before/)]);
});

test("absent tokens that are armed come with a warning", async () => {
  const { batches, warnings } = organisationOf([]);
  await batches.create(inputsOf(idsOf(3), { revokeOn: "delete" }));
  expect(warnings).toEqual([
    expect.stringMatching(
      /^3 personal access tokens are to be revoked when their batch is deleted, but datadoghq\.eu does not know them/,
    ),
  ]);
});
