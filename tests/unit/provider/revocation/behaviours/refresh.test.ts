import { datadogErrors } from "../../../../support/lifecycle/datadog-errors";
import { organization } from "../../../../support/lifecycle/in-memory-datadog";
import { longAgo, tokenId } from "../../../../support/lifecycle/provider-under-test";
import {
  kinds,
  ofEachKind,
  resourceUnderTest,
  standardOptions,
} from "../../../../support/lifecycle/resource-under-test";

const { verify: _, ...declared } = { tokenId, organization, ...standardOptions };
const evidence = { name: "CI metrics" };
const unverified = { verifiedAt: undefined };
const unfinished = { ...unverified, unfinished: "verification" } as const;
const accepted = {
  ...unverified,
  status: "alreadyRevoked",
  revokedAt: undefined,
  notFoundAt: longAgo,
} as const;
const armed = { status: "armed", revokedAt: undefined, verifiedAt: undefined } as const;
/** Its DELETE was 30 seconds ago, and nobody has seen it gone. */
const young = { ...unverified, revokedAt: "2026-11-24T09:59:30.000Z" };

test.each(kinds)("%s whose token is gone stays as it is", async (kind) => {
  const { stateWith, refresh, warnings } = resourceUnderTest(kind);
  const state = stateWith({ evidence }, { reason: "CI log" });
  expect(await refresh(state)).toEqual({ state });
  expect(warnings).toEqual([]);
});

const alive = `Personal access token "${tokenId}" on datadoghq.eu is alive although its revocation is recorded: that is drift. Once a refresh has written that into the state, it is work to be done: the pulumi up that follows revokes it again.`;

test.each(
  ofEachKind([
    { record: "revoked and proven", was: {}, isOurs: true },
    { record: "revoked and not proven", was: unverified, isOurs: true },
    {
      record: "found revoked, and proven",
      was: { status: "alreadyRevoked", revokedAt: undefined } as const,
      isOurs: false,
    },
    { record: "accepted on a 404", was: accepted, isOurs: false },
  ]),
)(
  "$kind, $record, whose token is alive again stays in the state as work to be done, with a warning: a refresh drops nothing",
  async ({ kind, was, isOurs }) => {
    const { datadog, stateWith, refresh, recordOf, warnings } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    const { state, failure } = await refresh(stateWith({ ...was, evidence }));
    expect(failure).toBeUndefined();
    expect(recordOf(state)).toEqual({
      ...declared,
      status: isOurs ? "revoked" : "alreadyRevoked",
      ...(isOurs && { revokedAt: longAgo }),
      unfinished: "aliveAgain",
      evidence,
    });
    expect(datadog.callsFor(tokenId)).toEqual(["find"]);
    expect(warnings).toEqual([alive]);
    expect(await refresh(state ?? {})).toEqual({ state });
    expect(warnings).toEqual([alive, alive]);
  },
);

const untouched = [
  { record: "an unfinished verification", was: unfinished, options: {} },
  {
    record: "an unfinished verification without proof asked for",
    was: unfinished,
    options: { verify: false },
  },
  {
    record: "work to be done, of a token that was alive again",
    was: { ...unverified, unfinished: "aliveAgain" },
    options: {},
  },
  { record: "an armed token", was: armed, options: { revokeOn: "delete" } },
  { record: "a token without proof asked for", was: unverified, options: { verify: false } },
  { record: "a token that is not proven", was: unverified, options: {} },
  { record: "a token accepted on a 404", was: accepted, options: {} },
] as const;

test.each(ofEachKind(untouched))(
  "$kind: one 404 in a refresh lifts nothing: $record stays as it is",
  async ({ kind, was, options }) => {
    const { datadog, stateWith, refresh, warnings } = resourceUnderTest(kind);
    const state = stateWith({ ...was, evidence }, options);
    expect(await refresh(state)).toEqual({ state });
    expect(datadog.callsFor(tokenId)).toEqual(["find"]);
    expect(warnings).toEqual([]);
  },
);

test.each(
  ofEachKind([
    { change: "revokeOn: both", verb: "update" },
    { change: "a destroy", verb: "destroy" },
  ] as const),
)("$kind, armed, is still revoked by $change after a refresh that was told 404", async ({ kind, verb }) => {
  const { datadog, stateWith, refresh, ...resource } = resourceUnderTest(kind);
  const { state = {} } = await refresh(stateWith(armed, { revokeOn: "delete" }));
  datadog.issue(tokenId);
  const { failure } = await resource[verb](state, { revokeOn: "both" });
  expect(failure).toBeUndefined();
  expect(datadog.isAlive(tokenId)).toBe(false);
});

test.each(kinds)(
  "an unfinished verification of %s whose token is still alive stays work to be done",
  async (kind) => {
    const { datadog, stateWith, refresh, recordOf, warnings } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    const { state } = await refresh(stateWith(unfinished));
    expect(state).toEqual(stateWith({ ...unfinished, unfinished: "aliveAgain" }));
    expect(recordOf(state)).toMatchObject({ status: "revoked", unfinished: "aliveAgain" });
    expect(warnings).toEqual([
      `Personal access token "${tokenId}" on datadoghq.eu is still alive although Datadog accepted its DELETE: its revocation is still to be done, and the next pulumi up or destroy goes on with it.`,
    ]);
  },
);

test.each(kinds)("%s that is armed keeps standing while its token is alive", async (kind) => {
  const { datadog, stateWith, refresh, warnings } = resourceUnderTest(kind);
  datadog.issue(tokenId);
  const state = stateWith(armed, { revokeOn: "delete" });
  expect(await refresh(state)).toEqual({ state });
  expect(warnings).toEqual([]);
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
const unexpected = datadogErrors.unexpected("look up");

test.each(
  ofEachKind([
    { when: "of an old revocation", record: {}, refusals: [gaveUp], error: gaveUp },
    { when: "of a young revocation", record: young, refusals: [undefined, denied], error: denied },
    { when: "worth anything", record: {}, refusals: [unexpected], error: unexpected },
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
