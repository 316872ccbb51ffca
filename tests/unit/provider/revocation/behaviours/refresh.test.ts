import { datadogErrors } from "../../../../support/datadog-errors";
import { longAgo, startOfTime, tokenId } from "../../../../support/provider-under-test";
import {
  kinds,
  ofEachKind,
  resourceUnderTest,
  standardOptions,
} from "../../../../support/resource-under-test";

const { verify: _, ...declared } = { tokenId, ...standardOptions };
const evidence = { name: "CI metrics" };
const unverified = { verifiedAt: undefined };
const unfinished = { ...unverified, unfinished: "verification" } as const;
const armed = { status: "armed", revokedAt: undefined, verifiedAt: undefined } as const;
/** Its DELETE was 30 seconds ago, and nobody has seen it gone. */
const young = { ...unverified, revokedAt: "2026-11-24T09:59:30.000Z" };
const total = (sleepsMs: readonly number[]) => sleepsMs.reduce((sum, ms) => sum + ms, 0);

test.each(kinds)("%s whose token is gone stays as it is", async (kind) => {
  const { stateWith, refresh, warnings } = resourceUnderTest(kind);
  const state = stateWith({ evidence }, { reason: "CI log" });
  expect(await refresh(state)).toEqual({ state });
  expect(warnings).toEqual([]);
});

test.each(kinds)("%s whose token is alive again goes out of the state, with a warning", async (kind) => {
  const { datadog, stateWith, refresh, recordOf, warnings } = resourceUnderTest(kind);
  datadog.issue(tokenId);
  const { state, failure } = await refresh(stateWith());
  expect(failure).toBeUndefined();
  expect(recordOf(state)).toBeUndefined();
  expect(datadog.callsFor(tokenId)).toEqual(["find"]);
  expect(warnings).toEqual([
    `Personal access token "${tokenId}" on datadoghq.eu is alive although its revocation is recorded: a refresh takes the revocation out of the state, and the pulumi up that follows revokes it again. If the program does not name the site, datadog:site or DD_SITE has to name datadoghq.eu then.`,
  ]);
});

test.each(kinds)(
  "%s whose token is still alive within a minute of its DELETE is asked for again before that is said",
  async (kind) => {
    const { datadog, stateWith, refresh, recordOf, warnings } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    datadog.deletes.set(tokenId, { diesAfter: 3 });
    await datadog.revoke(tokenId);
    datadog.forgetCalls();
    const { state } = await refresh(stateWith(young));
    expect(recordOf(state)?.verifiedAt).toBe("2026-11-24T10:00:00.750Z");
    expect(datadog.callsFor(tokenId)).toEqual(["find", "find", "find", "find"]);
    expect(warnings).toEqual([]);
  },
);

test.each(kinds)(
  "%s whose token is alive when the rest of that minute is over is said to be alive",
  async (kind) => {
    const { datadog, clock, stateWith, refresh, recordOf } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    const { state } = await refresh(stateWith(young));
    expect(recordOf(state)).toBeUndefined();
    expect(total(clock.sleepsMs)).toBe(30_000);
  },
);

test.each(kinds)("another machine's clock that is ahead does not prolong that minute of %s", async (kind) => {
  const { datadog, clock, stateWith, refresh } = resourceUnderTest(kind);
  datadog.issue(tokenId);
  await refresh(stateWith({ ...unverified, revokedAt: "2026-11-24T11:00:00.000Z" }));
  expect(total(clock.sleepsMs)).toBe(60_000);
});

test.each(kinds)(
  "an unfinished verification of %s is finished if the token is gone, with its status and time",
  async (kind) => {
    const { stateWith, refresh, recordOf } = resourceUnderTest(kind);
    const { state } = await refresh(stateWith({ ...unfinished, evidence }));
    expect(recordOf(state)).toEqual({
      ...declared,
      status: "revoked",
      revokedAt: longAgo,
      verifiedAt: startOfTime,
      evidence,
    });
  },
);

test.each(kinds)(
  "an unfinished verification of %s is finished although the program asked for no proof",
  async (kind) => {
    const { stateWith, refresh, recordOf } = resourceUnderTest(kind);
    const { state } = await refresh(stateWith(unfinished, { verify: false }));
    expect(recordOf(state)).toMatchObject({ verifiedAt: startOfTime });
    expect(recordOf(state)).not.toHaveProperty("unfinished");
  },
);

test.each(kinds)(
  "an unfinished verification of %s whose token is still alive stays, to be gone on with",
  async (kind) => {
    const { datadog, stateWith, refresh, warnings } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    const state = stateWith(unfinished);
    expect(await refresh(state)).toEqual({ state });
    expect(warnings).toEqual([
      `Personal access token "${tokenId}" on datadoghq.eu is still alive although Datadog accepted its DELETE: the next pulumi up goes on with it.`,
    ]);
  },
);

test.each(kinds)("a program that asked for no proof of %s gets none", async (kind) => {
  const { stateWith, refresh } = resourceUnderTest(kind);
  const state = stateWith(unverified, { verify: false });
  expect(await refresh(state)).toEqual({ state });
});

test.each(kinds)("a program that asks for proof of %s gets it from a refresh, too", async (kind) => {
  const { stateWith, refresh, recordOf } = resourceUnderTest(kind);
  const { state } = await refresh(stateWith(unverified));
  expect(recordOf(state)).toMatchObject({ verifiedAt: startOfTime });
});

test.each(kinds)("%s that is armed keeps standing while its token is alive", async (kind) => {
  const { datadog, stateWith, refresh, warnings } = resourceUnderTest(kind);
  datadog.issue(tokenId);
  const state = stateWith(armed, { revokeOn: "delete" });
  expect(await refresh(state)).toEqual({ state });
  expect(warnings).toEqual([]);
});

test.each(kinds)("%s that is armed and whose token is gone becomes alreadyRevoked", async (kind) => {
  const { stateWith, refresh, recordOf } = resourceUnderTest(kind);
  const { state } = await refresh(stateWith(armed, { revokeOn: "delete" }));
  expect(recordOf(state)).toEqual({
    ...declared,
    revokeOn: "delete",
    status: "alreadyRevoked",
    verifiedAt: startOfTime,
  });
});

test.each(
  ofEachKind([
    { status: 401, error: datadogErrors.rejected("look up") },
    { status: 403, error: datadogErrors.denied("look up") },
  ]),
)(
  "$kind: a $status is an error that says which configuration was used, never gone",
  async ({ kind, error }) => {
    const { datadog, stateWith, refresh } = resourceUnderTest(kind);
    datadog.findRefusals.set(tokenId, [error]);
    const state = stateWith();
    expect(await refresh(state)).toEqual({
      state,
      failure: `${error.message} A bare pulumi refresh or destroy uses the configuration that the last up stored with the state, not today's: set the credentials in the environment, or add --run-program.`,
    });
  },
);

const gaveUp = datadogErrors.gaveUp("look up");
const denied = datadogErrors.denied("look up");

test.each(
  ofEachKind([
    { when: "of an old revocation", record: {}, refusals: [gaveUp], error: gaveUp },
    { when: "of a young revocation", record: young, refusals: [undefined, denied], error: denied },
    {
      when: "while a young revocation is asked for again",
      record: young,
      refusals: [undefined, undefined, gaveUp],
      error: gaveUp,
    },
  ]),
)("$kind: no answer $when is an error, never gone", async ({ kind, record, refusals, error }) => {
  const { datadog, stateWith, refresh } = resourceUnderTest(kind);
  datadog.issue(tokenId);
  datadog.findRefusals.set(tokenId, [...refusals]);
  const state = stateWith(record);
  const outcome = await refresh(state);
  expect(outcome.failure).toContain(error.message);
  expect(outcome.state).toEqual(state);
});
