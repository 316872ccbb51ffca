import { randomUUID } from "node:crypto";
import { recordedIn, type BatchState } from "../../../provider/batch-state";
import { normalizeBatchInputs, type BatchInputs } from "../../../provider/batch-inputs";
import { unknownValue } from "../../../provider/unknown";
import { datadogErrors } from "../../support/datadog-errors";
import { InMemoryDatadog } from "../../support/in-memory-datadog";
import { providerUnderTest } from "../../support/provider-under-test";

const idsOf = (count: number) => Array.from({ length: count }, () => randomUUID() as string).sort();
const options = { site: "datadoghq.eu", revokeOn: "both", onNotFound: "accept", verify: true } as const;
const inputsOf = (tokenIds: string[], more: Partial<BatchInputs> = {}): BatchInputs => ({
  ...options,
  tokenIds,
  ...more,
});

function organisationOf(tokenIds: string[], others = 0) {
  const datadog = new InMemoryDatadog(new Set([...tokenIds, ...idsOf(others)]));
  return { datadog, ...providerUnderTest(datadog) };
}

async function createdBatch(tokenIds: string[], more: Partial<BatchInputs> = {}) {
  const organisation = organisationOf(tokenIds, 3);
  const { id, outs } = await organisation.batches.create(inputsOf(tokenIds, more));
  organisation.datadog.asked.length = 0;
  return { ...organisation, id, state: outs as BatchState };
}

/** What a rejected create or update leaves with the engine. */
async function failureOf(
  run: Promise<unknown>,
): Promise<{ id: string; properties: BatchState & { __provider?: unknown }; reasons: string[] }> {
  return run.then(
    () => {
      throw new Error("it did not fail");
    },
    (error: unknown) => error as Awaited<ReturnType<typeof failureOf>>,
  );
}

test("a batch revokes and verifies each token once, and records it", async () => {
  const tokenIds = idsOf(250);
  const { batches, datadog, warnings } = organisationOf(tokenIds, 120);
  const { id, outs } = await batches.create(inputsOf(tokenIds));
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(outs).toMatchObject({ revokedCount: 250, alreadyRevokedCount: 0 });
  expect(
    recordedIn(outs as BatchState).every(({ status, verifiedAt }) => status === "revoked" && verifiedAt),
  ).toBe(true);
  expect(datadog.questions("revoke").sort()).toEqual(tokenIds);
  // A hundred tokens a call: four pages before; two after, from the last to the first, since they have to prove something.
  expect(datadog.questions("list")).toEqual(["0", "3", "2", "1", "0", "1", "0"]);
  expect(datadog.questions("find")).toEqual([]);
  expect(warnings).toEqual([]);
});

test("tokens that were gone before are already revoked, and one warning says which", async () => {
  const [gone = "", ...alive] = idsOf(4);
  const { batches, warnings } = organisationOf(alive);
  const { outs } = await batches.create(inputsOf([gone, ...alive]));
  expect(outs).toMatchObject({ revokedCount: 3, alreadyRevokedCount: 1 });
  expect(warnings).toEqual([
    expect.stringMatching(
      `^1 personal access tokens on datadoghq.eu are recorded as already revoked: ${gone}`,
    ),
  ]);
});

test("a token that is not on the list is asked for on its own: these credentials may not see it there", async () => {
  const [gone = "", ...alive] = idsOf(200);
  const { batches, datadog } = organisationOf(alive);
  await batches.create(inputsOf([gone, ...alive]));
  expect(new Set(datadog.questions("find"))).toEqual(new Set([gone]));
});

test("without a list everything is asked one by one", async () => {
  const tokenIds = idsOf(5);
  const { batches, datadog } = organisationOf(tokenIds);
  datadog.listRefusal = datadogErrors.denied("look up");
  const { outs } = await batches.create(inputsOf(tokenIds));
  expect(outs).toMatchObject({ revokedCount: 5 });
  expect(datadog.questions("find")).toHaveLength(10);
});

test("an empty batch does nothing and needs no credentials", async () => {
  const datadog = new InMemoryDatadog(new Set());
  const { batches } = providerUnderTest(datadog, { environment: {} });
  const { id, outs } = await batches.create(inputsOf([]));
  expect(outs).toMatchObject({ record: "", revokedCount: 0 });
  expect((await batches.read(id, outs as BatchState)).id).toBe(id);
  await batches.delete(id, outs as BatchState);
  expect(datadog.asked).toEqual([]);
});

test("new ids are revoked alone", async () => {
  const tokenIds = idsOf(5);
  const { batches, datadog, id, state } = await createdBatch(tokenIds);
  const more = idsOf(2);
  for (const tokenId of more) datadog.alive.add(tokenId);
  const { outs } = await batches.update(id, state, inputsOf([...tokenIds, ...more].sort()));
  expect(datadog.questions("revoke").sort()).toEqual(more);
  expect(outs).toMatchObject({ revokedCount: 7 });
});

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

test("a new reason asks nothing", async () => {
  const tokenIds = idsOf(3);
  const { batches, datadog, id, state } = await createdBatch(tokenIds);
  const { outs } = await batches.update(id, state, inputsOf(tokenIds, { reason: "CI log" }));
  expect(outs).toEqual({ ...state, reason: "CI log" });
  expect(datadog.asked).toEqual([]);
});

test("a partial failure keeps what was done, names the rest by reason, and the next update asks for that alone", async () => {
  const tokenIds = idsOf(100);
  const failing = tokenIds.slice(10, 13);
  const { batches, datadog } = organisationOf(tokenIds);
  for (const tokenId of failing)
    datadog.refusals.set(tokenId, new Error(`Failed to revoke "${tokenId}": 403 Forbidden.`));
  const { id, properties, reasons } = await failureOf(
    batches.create({ ...inputsOf(tokenIds), __provider: "the provider's text" }),
  );
  expect(properties).toMatchObject({ revokedCount: 97, __provider: "the provider's text" });
  expect(reasons).toEqual([
    `3 of 100 personal access tokens on datadoghq.eu could not be dealt with. The other 97 are done and recorded; the next pulumi up asks for these alone:\n` +
      `- Failed to revoke "${failing[0] ?? ""}": 403 Forbidden. Likewise 2 more: ${failing.slice(1).join(", ")}.`,
  ]);
  datadog.refusals.clear();
  datadog.asked.length = 0;
  const refreshed = await batches.read(id, properties);
  expect(await batches.diff(id, refreshed.props as BatchState, inputsOf(tokenIds))).toMatchObject({
    changes: true,
    replaces: [],
  });
  const { outs } = await batches.update(id, refreshed.props as BatchState, inputsOf(tokenIds));
  expect(outs).toMatchObject({ revokedCount: 100 });
  expect(datadog.questions("revoke").sort()).toEqual(failing);
});

test("refused credentials stop the batch: no other token is asked for in vain", async () => {
  const tokenIds = idsOf(100);
  const { batches, datadog } = organisationOf(tokenIds);
  for (const tokenId of tokenIds) datadog.refusals.set(tokenId, datadogErrors.rejected("revoke"));
  const { reasons } = await failureOf(batches.create(inputsOf(tokenIds)));
  expect(datadog.questions("revoke").length).toBeLessThanOrEqual(16);
  expect(reasons[0]).toContain("the credentials were refused for a token before it");
});

test("a batch gives up when nothing has moved forward for the length of the deadline", async () => {
  const tokenIds = idsOf(100);
  const { batches, datadog, clock } = organisationOf(tokenIds);
  datadog.revoke = (tokenId) => {
    datadog.asked.push(`revoke ${tokenId}`);
    clock.advance(100_000);
    return Promise.reject(datadogErrors.gaveUp("revoke"));
  };
  const { reasons } = await failureOf(batches.create(inputsOf(tokenIds)));
  expect(datadog.questions("revoke").length).toBeLessThan(20);
  expect(reasons[0]).toContain("nothing had moved forward for 300 s");
});

test("a token that stays alive is recorded as unfinished, and the next update goes on from there", async () => {
  const tokenIds = idsOf(3);
  const [immortal = ""] = tokenIds;
  const { batches, datadog } = organisationOf(tokenIds);
  datadog.immortal.add(immortal);
  const { id, properties, reasons } = await failureOf(batches.create(inputsOf(tokenIds)));
  expect(reasons[0]).toContain(
    `"${immortal}" on datadoghq.eu: Datadog accepted the DELETE but still says that the token is alive`,
  );
  expect(recordedIn(properties).find(({ tokenId }) => tokenId === immortal)).toMatchObject({
    status: "revoked",
    unfinished: "verification",
  });
  datadog.immortal.clear();
  datadog.asked.length = 0;
  const { outs } = await batches.update(id, properties, inputsOf(tokenIds));
  expect(datadog.questions("revoke")).toEqual([immortal]);
  expect(recordedIn(outs as BatchState).every(({ verifiedAt }) => verifiedAt)).toBe(true);
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
  datadog.listRefusal = datadogErrors.denied("look up");
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
    /1 of 5 .*the next pulumi destroy asks for these alone/,
  );
  datadog.refusals.clear();
  await batches.delete(id, state);
  expect(tokenIds.some((tokenId) => datadog.alive.has(tokenId))).toBe(false);
});

test("order and repetition make no diff, and a site is replaced", async () => {
  const tokenIds = idsOf(5);
  const { batches, id, state } = await createdBatch(tokenIds);
  const shuffled = [...tokenIds.map((tokenId) => tokenId.toUpperCase()).reverse(), ...tokenIds];
  const { inputs } = await batches.check({ ...inputsOf(tokenIds) }, { tokenIds: shuffled });
  expect(inputs).toEqual({ ...inputsOf(tokenIds) });
  expect(await batches.diff(id, state, inputs as BatchInputs)).toMatchObject({ changes: false });
  expect(await batches.diff(id, state, inputsOf(tokenIds, { site: "datadoghq.com" }))).toMatchObject({
    changes: true,
    replaces: ["site"],
  });
});

test("a diff says how many tokens it is about", async () => {
  const tokenIds = idsOf(1_000);
  const { batches, id, state, messages } = await createdBatch(tokenIds);
  await batches.diff(id, state, inputsOf([...tokenIds.slice(2), ...idsOf(3)]));
  expect(messages).toEqual([
    "Personal access tokens on datadoghq.eu: 3 to be revoked, 2 to be taken out with one more DELETE, 998 done already.",
  ]);
});

test("check says how many tokens a new batch will revoke", async () => {
  const { batches, messages } = organisationOf([]);
  await batches.check({}, { tokenIds: idsOf(1_000) });
  expect(messages).toEqual(["Personal access tokens on datadoghq.com: 1,000 to be revoked."]);
});

test("ids unknown at preview pass", async () => {
  const { batches, id, state } = await createdBatch(idsOf(1));
  for (const tokenIds of [unknownValue, [unknownValue]]) {
    const { inputs, failures } = await batches.check({}, { tokenIds });
    expect(failures).toEqual([]);
    expect(await batches.diff(id, state, inputs as BatchInputs)).toMatchObject({ changes: true });
  }
});

test("every wrong argument is reported at its own place, the first ten one by one", () => {
  const { failures } = normalizeBatchInputs(
    {
      tokenIds: Array.from({ length: 12 }, (_, index) => `wrong-${index}`),
      tokenProblems: [{ property: "tokens", index: 3, problem: "notAToken" }],
      site: "nowhere",
    },
    "datadoghq.com",
  );
  expect(failures.map(({ property }) => property)).toEqual([
    "tokens[3]",
    ...Array.from({ length: 9 }, (_, index) => `tokenIds[${index}]`),
    "tokenIds",
    "site",
  ]);
  expect(failures[10]?.reason).toBe("3 more are wrong in the same list.");
});
