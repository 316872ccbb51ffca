import { normalizeBatchInputs, type BatchInputs } from "../../../../provider/schema/batch-inputs";
import { recordedIn, type BatchState } from "../../../../provider/schema/batch-state";
import { unknownValue } from "../../../../provider/schema/unknown";
import { datadogErrors } from "../../../support/datadog-errors";
import { createdBatch, failureOf, idsOf, inputsOf, organisationOf } from "../../../support/batch-under-test";
import { InMemoryDatadog } from "../../../support/in-memory-datadog";
import { providerUnderTest } from "../../../support/provider-under-test";

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
  for (const tokenId of more) {
    datadog.alive.add(tokenId);
  }
  const { outs } = await batches.update(id, state, inputsOf([...tokenIds, ...more].sort()));
  expect(datadog.questions("revoke").sort()).toEqual(more);
  expect(outs).toMatchObject({ revokedCount: 7 });
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
  for (const tokenId of failing) {
    datadog.refusals.set(tokenId, new Error(`Failed to revoke "${tokenId}": 403 Forbidden.`));
  }
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
  for (const tokenId of tokenIds) {
    datadog.refusals.set(tokenId, datadogErrors.rejected("revoke"));
  }
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

test("an unfinished token that died meanwhile is finished, whatever onNotFound says", async () => {
  const tokenIds = idsOf(2);
  const [slow = ""] = tokenIds;
  const { batches, datadog } = organisationOf(tokenIds);
  datadog.immortal.add(slow);
  const fail = { onNotFound: "fail" } as const;
  const { id, properties } = await failureOf(batches.create(inputsOf(tokenIds, fail)));
  datadog.alive.delete(slow);
  const { outs } = await batches.update(id, properties, inputsOf(tokenIds, fail));
  expect(
    recordedIn(outs as BatchState).every(({ status, verifiedAt }) => status === "revoked" && verifiedAt),
  ).toBe(true);
});

test("reasons that differ in a number are one reason", async () => {
  const tokenIds = idsOf(30);
  const { batches, datadog } = organisationOf(tokenIds);
  tokenIds.forEach((tokenId, index) =>
    datadog.refusals.set(
      tokenId,
      new Error(`Failed to revoke "${tokenId}": gave up after 8 times in ${40 + index / 3} s.`),
    ),
  );
  const { reasons } = await failureOf(batches.create(inputsOf(tokenIds)));
  expect(reasons[0]?.split("\n")).toHaveLength(2);
});
