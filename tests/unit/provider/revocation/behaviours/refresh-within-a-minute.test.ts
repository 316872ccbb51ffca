import { tokenId } from "../../../../support/lifecycle/provider-under-test";
import { kinds, resourceUnderTest } from "../../../../support/lifecycle/resource-under-test";

const unverified = { verifiedAt: undefined };
const alive = `Personal access token "${tokenId}" on datadoghq.eu is alive although its revocation is recorded: that is drift. Once a refresh has written that into the state, it is work to be done: the pulumi up that follows revokes it again.`;
/** Its DELETE was 30 seconds ago, and nobody has seen it gone. */
const young = { ...unverified, revokedAt: "2026-11-24T09:59:30.000Z" };
const total = (sleepsMs: readonly number[]) => sleepsMs.reduce((sum, ms) => sum + ms, 0);

test.each(kinds)(
  "%s whose token is still alive within a minute of its DELETE is asked for again before that is said, in words",
  async (kind) => {
    const { datadog, stateWith, refresh, warnings, messages } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    datadog.deletes.set(tokenId, { diesAfter: 3 });
    await datadog.revoke(tokenId, datadog.addressOf(tokenId));
    datadog.forgetCalls();
    const state = stateWith(young);
    // That it is gone then proves nothing that was not proven before: a refresh only ever lowers what is claimed.
    expect(await refresh(state)).toEqual({ state });
    expect(datadog.callsFor(tokenId)).toEqual(["find", "find", "find", "find"]);
    expect(warnings).toEqual([]);
    expect(messages).toEqual([
      `Personal access token "${tokenId}" on datadoghq.eu is still called alive within a minute of its DELETE: asking again for up to 30 s.`,
    ]);
  },
);

test.each(kinds)(
  "%s whose token is alive when the rest of that minute is over is said to be alive",
  async (kind) => {
    const { datadog, clock, stateWith, refresh, recordOf, warnings } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    const { state } = await refresh(stateWith(young));
    expect(recordOf(state)).toMatchObject({ unfinished: "aliveAgain" });
    expect(warnings).toEqual([alive]);
    expect(total(clock.sleepsMs)).toBe(30_000);
  },
);

test.each(kinds)("another machine's clock that is ahead does not prolong that minute of %s", async (kind) => {
  const { datadog, clock, stateWith, refresh } = resourceUnderTest(kind);
  datadog.issue(tokenId);
  await refresh(stateWith({ ...unverified, revokedAt: "2026-11-24T11:00:00.000Z" }));
  expect(total(clock.sleepsMs)).toBe(60_000);
});
