import { declaredTokens } from "../../../../provider/schema/recorded-revocations";
import { resourceTypes } from "../../../../provider/schema/resource-types";
import type { BatchInputs } from "../../../../provider/schema/batch-inputs";
import type { BatchState } from "../../../../provider/schema/batch-state";
import { entriesOf, idsOf, organisationOf } from "../../../support/lifecycle/batch-under-test";

const tokenIds = idsOf(1_001);
const [first = "", ...others] = tokenIds;
const revocations = entriesOf(tokenIds);

async function checkedBatch(news: Record<string, unknown> = { revocations }, olds = {}) {
  const organisation = organisationOf(tokenIds);
  const { inputs } = await organisation.batches.check(olds, news);
  return { ...organisation, inputs: inputs as BatchInputs };
}

async function createdBatch() {
  const checked = await checkedBatch();
  const { id, outs } = await checked.batches.create(checked.inputs);
  return { ...checked, id, state: outs as BatchState };
}

describe("a batch of more than a thousand tokens", () => {
  test("is kept with its ids as one text, a line for each", async () => {
    const { inputs } = await checkedBatch();
    expect(inputs.revocations).toBe(tokenIds.join("\n"));
  });

  test("is the same, given as a map or as that text", async () => {
    const { inputs } = await checkedBatch({ revocations: tokenIds.join("\n") });
    expect(inputs).toEqual((await checkedBatch()).inputs);
  });

  test("is revoked, and then no change", async () => {
    const { batches, datadog, id, inputs, state } = await createdBatch();
    expect(tokenIds.filter((tokenId) => datadog.isAlive(tokenId))).toEqual([]);
    expect(state.revokedCount).toBe(1_001);
    expect(await batches.diff(id, state, inputs)).toMatchObject({ changes: false });
  });

  test("is no change if an earlier version has kept it as a map", async () => {
    const { batches, id, state } = await createdBatch();
    const { inputs } = await batches.check({ ...state, revocations }, { revocations });
    expect(await batches.diff(id, state, inputs as BatchInputs)).toMatchObject({ changes: false });
  });

  test("has lost a token of which the text tells no more", async () => {
    const { batches, id, inputs, state } = await createdBatch();
    const news = { ...inputs, revocations: others.join("\n") } as unknown as BatchInputs;
    const { outs } = await batches.update(id, state, news);
    expect((outs as BatchState).revokedCount).toBe(1_000);
  });

  test("declares each of its tokens to a policy", async () => {
    const { inputs } = await checkedBatch({
      revocations: { ...revocations, [first]: { reason: "in a log" } },
    });
    const declared = declaredTokens({ type: resourceTypes.batch, props: { ...inputs } });
    expect(declared.map(({ tokenId }) => tokenId)).toEqual(tokenIds);
    expect(declared[0]).toMatchObject({ reason: "in a log" });
  });

  test("is refused with the line that is no token's", async () => {
    const { batches } = organisationOf(tokenIds);
    const text = ["no-id", ...tokenIds].join("\n");
    const { failures } = await batches.check({}, { revocations: text });
    expect(failures).toEqual([expect.objectContaining({ property: "revocations" })]);
  });
});
