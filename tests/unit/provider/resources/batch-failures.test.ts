import { recordsIn, type BatchState } from "../../../../provider/schema/batch-state";
import {
  createdBatch,
  failureOf,
  idsOf,
  inputsOf,
  organisationOf,
} from "../../../support/lifecycle/batch-under-test";
import { datadogErrors } from "../../../support/lifecycle/datadog-errors";

test("a partial failure keeps what was done, names the rest by reason, and the next update asks for that alone", async () => {
  const tokenIds = idsOf(100);
  const failing = tokenIds.slice(10, 13);
  const { batches, datadog } = organisationOf(tokenIds);
  for (const tokenId of failing) {
    datadog.deletes.set(tokenId, new Error(`Failed to revoke "${tokenId}": 403 Forbidden.`));
  }
  const { id, properties, reasons } = await failureOf(
    batches.create({ ...inputsOf(tokenIds), __provider: "the provider's text" }),
  );
  expect(properties).toMatchObject({ revokedCount: 97, __provider: "the provider's text" });
  expect(reasons).toEqual([
    `3 of 100 personal access tokens could not be dealt with on datadoghq.eu. The other 97 are done and recorded; the next pulumi up asks for these alone:\n` +
      `- Failed to revoke "${failing[0] ?? ""}": 403 Forbidden. Likewise 2 more: ${failing.slice(1).join(", ")}.`,
  ]);
  datadog.deletes.clear();
  datadog.forgetCalls();
  const refreshed = await batches.read(id, properties);
  expect(await batches.diff(id, refreshed.props as BatchState, inputsOf(tokenIds))).toMatchObject({
    changes: true,
    replaces: [],
  });
  const { outs } = await batches.update(id, refreshed.props as BatchState, inputsOf(tokenIds));
  expect(outs).toMatchObject({ revokedCount: 100 });
  expect(datadog.askedFor("revoke").sort()).toEqual(failing);
});

test("refused credentials stop the batch: no other token is asked for in vain", async () => {
  const tokenIds = idsOf(100);
  const { batches, datadog } = organisationOf(tokenIds);
  for (const tokenId of tokenIds) {
    datadog.deletes.set(tokenId, datadogErrors.rejected("revoke"));
  }
  const { reasons } = await failureOf(batches.create(inputsOf(tokenIds)));
  expect(datadog.askedFor("revoke").length).toBeLessThanOrEqual(16);
  expect(reasons[0]).toContain("the credentials were refused for a token before it");
});

test("a batch gives up when nothing has moved forward for the length of the deadline", async () => {
  const tokenIds = idsOf(100);
  const { batches, datadog, clock } = organisationOf(tokenIds);
  datadog.beforeDelete = () => {
    clock.advance(100_000);
  };
  for (const tokenId of tokenIds) {
    datadog.deletes.set(tokenId, datadogErrors.gaveUp("revoke"));
  }
  const { reasons } = await failureOf(batches.create(inputsOf(tokenIds)));
  expect(datadog.askedFor("revoke").length).toBeLessThan(20);
  expect(reasons[0]).toContain("nothing had moved forward for 300 s");
});

test("one token that stays alive is unfinished, the others are verified, and the next update asks for it alone", async () => {
  const tokenIds = idsOf(3);
  const [immortal = ""] = tokenIds;
  const { batches, datadog } = organisationOf(tokenIds);
  datadog.deletes.set(immortal, "in vain");
  const { id, properties, reasons } = await failureOf(batches.create(inputsOf(tokenIds)));
  expect(reasons[0]).toContain(
    `"${immortal}" on datadoghq.eu: Datadog accepted the DELETE but still says that the token is alive`,
  );
  const [first, ...rest] = recordsIn(properties);
  expect(first).toMatchObject({ tokenId: immortal, status: "revoked", unfinished: "verification" });
  expect(rest.every(({ verifiedAt }) => verifiedAt)).toBe(true);
  datadog.deletes.clear();
  datadog.forgetCalls();
  const { outs } = await batches.update(id, properties, inputsOf(tokenIds));
  expect(datadog.askedFor("revoke")).toEqual([immortal]);
  expect(recordsIn(outs as BatchState).every(({ verifiedAt }) => verifiedAt)).toBe(true);
});

test("reasons that differ in a number are one reason", async () => {
  const tokenIds = idsOf(30);
  const { batches, datadog } = organisationOf(tokenIds);
  tokenIds.forEach((tokenId, index) => {
    const problem = `Failed to revoke "${tokenId}": gave up after 8 times in ${40 + index / 3} s.`;
    datadog.deletes.set(tokenId, new Error(problem));
  });
  const { reasons } = await failureOf(batches.create(inputsOf(tokenIds)));
  expect(reasons[0]?.split("\n")).toEqual([
    "30 of 30 personal access tokens could not be dealt with on datadoghq.eu. The next pulumi up asks for them again:",
    expect.stringMatching(/^- Failed to revoke .* Likewise 29 more: .* and 9 more\.$/),
  ]);
});

test("more than ten reasons are counted", async () => {
  const tokenIds = idsOf(12);
  const { batches, datadog } = organisationOf(tokenIds);
  tokenIds.forEach((tokenId, index) => {
    datadog.deletes.set(tokenId, new Error(`reason ${"abcdefghijkl".charAt(index)}`));
  });
  const { reasons } = await failureOf(batches.create(inputsOf(tokenIds)));
  expect(reasons[0]?.split("\n")).toHaveLength(12);
  expect(reasons[0]).toMatch(/\n- and 2 more reasons$/);
});

test("an armed token whose revocation failed stays armed, the others are revoked", async () => {
  const tokenIds = idsOf(3);
  const [failing = ""] = tokenIds;
  const { batches, datadog, id, state } = await createdBatch(tokenIds, { revokeOn: "delete" });
  datadog.deletes.set(failing, datadogErrors.gaveUp("revoke"));
  const { properties } = await failureOf(batches.update(id, state, inputsOf(tokenIds)));
  expect(recordsIn(properties).map(({ tokenId, status }) => [tokenId, status])).toEqual(
    tokenIds.map((tokenId) => [tokenId, tokenId === failing ? "armed" : "revoked"]),
  );
});

test("a token that failed is asked for by a destroy that comes next", async () => {
  const tokenIds = idsOf(5);
  const [failing = ""] = tokenIds;
  const { batches, datadog } = organisationOf(tokenIds);
  datadog.deletes.set(failing, datadogErrors.gaveUp("revoke"));
  const { id, properties } = await failureOf(batches.create(inputsOf(tokenIds)));
  datadog.deletes.clear();
  datadog.forgetCalls();
  await batches.delete(id, properties);
  expect(datadog.askedFor("revoke")).toEqual([failing]);
  expect(datadog.isAlive(failing)).toBe(false);
});
