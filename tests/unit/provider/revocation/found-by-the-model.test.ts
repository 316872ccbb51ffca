/** Found by the model in tests/model, shrunk and understood; the last one while it was written. */
import { standardOptions, kinds, resourceUnderTest } from "../../../support/lifecycle/resource-under-test";
import { InMemoryDatadog, organization } from "../../../support/lifecycle/in-memory-datadog";
import {
  longAgo,
  providerUnderTest,
  startOfTime,
  tokenId,
} from "../../../support/lifecycle/provider-under-test";
import { recordsIn, type BatchState } from "../../../../provider/schema/batch-state";

const elsewhere = "bbbbbbbb-00cb-11ea-a77b-8b5a08d3b091";

const neverSeen = {
  status: "alreadyRevoked",
  revokedAt: undefined,
  verifiedAt: undefined,
  notFoundAt: longAgo,
} as const;
const leftToProve = { verifiedAt: undefined, organization: undefined, unfinished: "verification" } as const;

test.each(kinds)(
  "%s, accepted on a 404 by credentials that could not be placed, is bound to the organisation that says it again",
  async (kind) => {
    const { stateWith, update, diff, recordOf } = resourceUnderTest(kind);
    const { state = {} } = await update(stateWith({ ...neverSeen, unfinished: "verification" }));
    expect(recordOf(state)).toMatchObject({
      status: "alreadyRevoked",
      notFoundAt: startOfTime,
      organization,
    });
    expect(recordOf(state)).not.toHaveProperty("verifiedAt");
    expect(await diff(state)).toMatchObject({ changes: false });
  },
);

test.each(kinds)(
  "%s whose DELETE hit a token of nobody knows which organisation is not proven by the 404 of another",
  async (kind) => {
    const { datadog, stateWith, update, recordOf, warnings } = resourceUnderTest(kind);
    datadog.identity = { kind: "placed", organization: elsewhere };
    const { state } = await update(stateWith(leftToProve));
    expect(recordOf(state)).toMatchObject({
      status: "alreadyRevoked",
      notFoundAt: startOfTime,
      organization: elsewhere,
    });
    expect(recordOf(state)).not.toHaveProperty("verifiedAt");
    expect(datadog.callsFor(tokenId)).toEqual(["find", "revoke", "find"]);
    expect(warnings.join()).toContain("accepted and not proven");
  },
);

test.each([
  { seenBy: "placed", identity: { kind: "placed", organization }, bound: organization },
  { seenBy: "not placed", identity: { kind: "valid" }, bound: undefined },
] as const)(
  "a token that is alive again is bound to the organisation that shows it, and not to the one that did not know it: credentials $seenBy",
  async ({ identity, bound }) => {
    const { datadog, stateWith, refresh, recordOf } = resourceUnderTest("a single revocation");
    datadog.issue(tokenId);
    datadog.identity = identity;
    const { state = {} } = await refresh(stateWith({ ...neverSeen, organization: elsewhere }));
    expect(recordOf(state)).toMatchObject({ unfinished: "aliveAgain" });
    expect(recordOf(state)?.organization).toBe(bound);

    const next = resourceUnderTest("a single revocation");
    next.datadog.identity = { kind: "placed", organization: elsewhere };
    const { state: after } = await next.update(state);
    expect(next.recordOf(after)).not.toHaveProperty("verifiedAt");
  },
);

test("a batch that gives up an armed token does not revoke it in a run that fails before another resource declares it", async () => {
  const datadog = new InMemoryDatadog([tokenId]);
  const { batches, provider } = providerUnderTest(datadog);
  const armed = { ...standardOptions, revokeOn: "delete", evidence: true } as const;
  const { outs = {} as BatchState } = await batches.create({ ...armed, revocations: { [tokenId]: {} } });
  await batches.check({ ...armed, revocations: {} }, { ...armed, revocations: {} });
  const update = batches.update("a-batch", outs, { ...armed, revocations: {} });
  const { failures } = await provider.check({}, { ...standardOptions, tokenId: "no id" });
  expect(failures).toHaveLength(1);

  const failure = (await update.catch((error: unknown) => error)) as Error & { properties: object };
  expect(failure.message).toContain("another resource may declare it");
  expect(recordsIn(failure.properties)).toMatchObject([{ tokenId, status: "armed" }]);
  expect(datadog.isAlive(tokenId)).toBe(true);
});

test.each(kinds)(
  "the cap holds for %s whose organisation is told only after the diff: what was accepted elsewhere is then revoked here",
  async (kind) => {
    const { datadog, clock, stateWith, diff, update } = resourceUnderTest(kind, {
      environment: { DD_BEARER_TOKEN: "token", DD_MAX_REVOCATIONS: "0" },
    });
    datadog.issue(tokenId);
    datadog.identity = { kind: "unknown", problem: "Nobody tells.", isTransient: true };
    const state = stateWith({ ...neverSeen, organization: elsewhere });
    expect(await diff(state, { reason: "CI log" })).toMatchObject({ changes: true });
    clock.advance(11_000);
    datadog.identity = { kind: "placed", organization };
    const { failure } = await update(state, { reason: "CI log" });
    expect(failure).toContain("DD_MAX_REVOCATIONS allows 0");
    expect(datadog.isAlive(tokenId)).toBe(true);
  },
);
