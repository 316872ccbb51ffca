import { recordsIn } from "../../../../provider/schema/batch-state";
import {
  createdBatch,
  failureOf,
  idsOf,
  inputsOf,
  organisationOf,
} from "../../../support/lifecycle/batch-under-test";
import { datadogErrors } from "../../../support/lifecycle/datadog-errors";

test.each([
  ["both", 2],
  ["create", 0],
] as const)('ids taken out with revokeOn "%s" are asked for once more: %d', async (revokeOn, deletes) => {
  const tokenIds = idsOf(5);
  const { batches, datadog, id, state } = await createdBatch(tokenIds, { revokeOn });
  const { outs } = await batches.update(id, state, inputsOf(tokenIds.slice(2), { revokeOn }));
  expect(datadog.askedFor("revoke")).toHaveLength(deletes);
  expect(outs).toMatchObject({ revokedCount: 3 });
});

test("a destroy sends a DELETE only for what is not recorded as verified", async () => {
  const tokenIds = idsOf(5);
  const { batches, datadog, id, state } = await createdBatch(tokenIds);
  await batches.delete(id, state);
  expect(datadog.askedFor("revoke")).toEqual([]);
  const unverified = await createdBatch(tokenIds, { verify: false });
  await unverified.batches.delete(unverified.id, unverified.state);
  expect(unverified.datadog.askedFor("revoke").sort()).toEqual(tokenIds);
});

test("an armed batch revokes at its end, and reports what it could not", async () => {
  const tokenIds = idsOf(5);
  const { batches, datadog, id, state } = await createdBatch(tokenIds, { revokeOn: "delete" });
  expect(state).toMatchObject({ revokedCount: 0, alreadyRevokedCount: 0 });
  expect(recordsIn(state).every(({ status }) => status === "armed")).toBe(true);
  datadog.deletes.set(tokenIds[0] ?? "", datadogErrors.denied("revoke"));
  await expect(batches.delete(id, state)).rejects.toThrow(
    /^1 of 5 personal access tokens could not be dealt with on datadoghq\.eu\. The other 4 are done, which a failed destroy can't record: the next one asks for all of them again.*--run-program/s,
  );
  datadog.deletes.clear();
  await batches.delete(id, state);
  expect(tokenIds.some((tokenId) => datadog.isAlive(tokenId))).toBe(false);
});

test("a token that is taken out and could not be revoked stays in the record, with its options, until it is", async () => {
  const tokenIds = idsOf(3);
  const [gone = "", immortal = ""] = tokenIds;
  const options = { revokeOn: "delete", onNotFound: "fail" } as const;
  const { batches, datadog, id, state } = await createdBatch(tokenIds, options);
  datadog.kill(gone);
  datadog.deletes.set(immortal, "in vain");
  const { reasons, properties } = await failureOf(batches.update(id, state, inputsOf([])));
  expect(reasons[0]).toContain("does not know this token");
  expect(reasons[0]).toContain("still says that the token is alive");
  expect(recordsIn(properties)).toEqual([
    expect.objectContaining({ tokenId: gone, status: "armed", ...options }),
    expect.objectContaining({ tokenId: immortal, unfinished: "verification", ...options }),
  ]);
  expect(await batches.diff(id, properties, inputsOf([]))).toMatchObject({ changes: true });
  datadog.deletes.clear();
  datadog.issue(gone);
  const { outs } = await batches.update(id, properties, inputsOf([]));
  expect(outs).toMatchObject({ record: {} });
  expect(outs).not.toHaveProperty("entries");
});

test("verified tokens are taken out also if the credentials are refused: few questions, one warning", async () => {
  const tokenIds = idsOf(50);
  const { batches, datadog, warnings, id, state } = await createdBatch(tokenIds);
  for (const tokenId of tokenIds) {
    datadog.deletes.set(tokenId, datadogErrors.rejected("revoke"));
  }
  const { outs } = await batches.update(id, state, inputsOf([]));
  expect(outs).toMatchObject({ record: {} });
  expect(datadog.askedFor("revoke").length).toBeLessThanOrEqual(16);
  expect(warnings).toEqual([
    expect.stringMatching(/^50 personal access tokens on .* and 45 more\) were verified as gone before.*401/),
  ]);
});

test("absent tokens that are armed come with one warning", async () => {
  const { batches, warnings } = organisationOf([]);
  const tokenIds = idsOf(3);
  await batches.create(inputsOf(tokenIds, { revokeOn: "delete" }));
  expect(warnings).toEqual([
    `3 personal access tokens on datadoghq.eu (${tokenIds.join(", ")}) are to be revoked when their resource is deleted, but datadoghq.eu does not know them (404): they are revoked already, or site or organisation is not the right one, or these credentials may not see them.`,
  ]);
});
