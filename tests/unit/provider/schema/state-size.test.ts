import { idsOf, inputsOf, organisationOf } from "../../../support/lifecycle/batch-under-test";

test("a token of a thousand without evidence and words takes at most 100 bytes of the state", async () => {
  const count = 1_000;
  const tokenIds = idsOf(count);
  const { batches } = organisationOf(tokenIds);
  const { inputs } = await batches.check({}, { ...inputsOf(tokenIds, { evidence: false }) });
  const { outs } = await batches.create(inputsOf(tokenIds, { evidence: false }));
  expect(outs).toMatchObject({ revokedCount: count });
  const bytes = Buffer.byteLength(JSON.stringify(inputs?.revocations) + JSON.stringify(outs));
  expect(bytes / count).toBeLessThanOrEqual(100);
});
