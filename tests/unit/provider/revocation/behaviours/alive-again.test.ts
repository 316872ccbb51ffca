import { datadogErrors } from "../../../../support/lifecycle/datadog-errors";
import { organization } from "../../../../support/lifecycle/in-memory-datadog";
import { startOfTime, tokenId } from "../../../../support/lifecycle/provider-under-test";
import {
  isSingle,
  kinds,
  ofEachKind,
  resourceUnderTest,
  standardOptions,
} from "../../../../support/lifecycle/resource-under-test";

const { verify: _, ...declared } = { tokenId, organization, ...standardOptions };
const credentials = { DD_API_KEY: "key", DD_APP_KEY: "app-key" };

test.each(kinds)(
  "%s whose token a refresh found alive is changed whatever its inputs say, and the next up revokes it again",
  async (kind) => {
    const { datadog, stateWith, refresh, diff, update, recordOf } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    const { state = {} } = await refresh(stateWith());
    expect(await diff(state)).toMatchObject({ changes: true, replaces: [] });
    datadog.forgetCalls();
    const { state: after = {} } = await update(state);
    expect(recordOf(after)).toEqual({
      ...declared,
      status: "revoked",
      revokedAt: startOfTime,
      verifiedAt: startOfTime,
      evidence: {},
    });
    expect(datadog.callsFor(tokenId)).toEqual(["find", "revoke", "find"]);
    expect(await diff(after)).toMatchObject({ changes: false });
  },
);

test.each(kinds)(
  "%s whose token was alive again is asked for also by a program that wants no proof",
  async (kind) => {
    const { datadog, stateWith, refresh, update } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    const { state = {} } = await refresh(stateWith({}, { verify: false }));
    await update(state, { verify: false });
    expect(datadog.isAlive(tokenId)).toBe(false);
  },
);

test.each(kinds)(
  "%s whose token was alive again and is gone by the next up is proven by one question, and not revoked by us",
  async (kind) => {
    const { datadog, stateWith, refresh, update, recordOf } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    const { state = {} } = await refresh(stateWith());
    datadog.kill(tokenId);
    datadog.forgetCalls();
    const { state: after } = await update(state);
    expect(recordOf(after)).toEqual({
      ...declared,
      status: "alreadyRevoked",
      verifiedAt: startOfTime,
    });
    expect(datadog.callsFor(tokenId)).toEqual(["find"]);
  },
);

test.each(kinds)(
  "%s whose token was alive again and that a person takes for gone is neither proven nor revoked by us",
  async (kind) => {
    const settings = { environment: { ...credentials, DD_ACCEPT_NOT_FOUND: tokenId } };
    const { datadog, stateWith, refresh, update, recordOf } = resourceUnderTest(kind, settings);
    datadog.identity = { kind: "valid" };
    datadog.issue(tokenId);
    const { state = {} } = await refresh(stateWith());
    datadog.kill(tokenId);
    const { state: after } = await update(state);
    expect(recordOf(after)).toEqual({ ...declared, status: "alreadyRevoked" });
  },
);

const ends = [
  { end: "a destroy of a single revocation", kind: "a single revocation", verb: "destroy" },
  { end: "a destroy of a batch", kind: "one of a batch of three", verb: "destroy" },
  { end: "a removal from a batch", kind: "one of a batch of three", verb: "takeOut" },
] as const;

test.each(
  ends.flatMap((end) => (["both", "create", "delete"] as const).map((revokeOn) => ({ ...end, revokeOn }))),
)(
  "$end with revokeOn: $revokeOn after a refresh that found the token alive revokes it before it forgets it",
  async ({ kind, verb, revokeOn }) => {
    const { datadog, stateWith, refresh, recordOf, ...resource } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    const { state: refreshed = {} } = await refresh(stateWith({}, { revokeOn }));
    datadog.deletes.set(tokenId, datadogErrors.denied("revoke"));
    const failed = await resource[verb](refreshed);
    expect(failed.failure).toContain("403");
    expect(recordOf(failed.state)).toMatchObject({ unfinished: "aliveAgain" });
    datadog.deletes.clear();
    const { state, failure } = await resource[verb](failed.state ?? {});
    expect(failure).toBeUndefined();
    expect(recordOf(state)).toBeUndefined();
    expect(datadog.isAlive(tokenId)).toBe(false);
  },
);

const silences = [
  { response: "5xx", error: datadogErrors.gaveUp("look up") },
  { response: "204", error: datadogErrors.unexpected("look up") },
];
const armed = { status: "armed", revokedAt: undefined, verifiedAt: undefined } as const;
const untold = `Personal access token "${tokenId}" on datadoghq.eu: the DELETE was answered, but Datadog did not tell whether the token is gone, so its record stays. Treat it as alive; the next run asks again.`;

test.each(
  ends
    .filter(({ verb }) => verb === "destroy")
    .flatMap((end) => silences.map((silence) => ({ ...end, ...silence }))),
)(
  "$end whose verification is answered $response fails: no up comes after it that would ask again",
  async ({ kind, error, verb }) => {
    const { datadog, stateWith, ...resource } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    datadog.findRefusals.set(tokenId, [undefined, error]);
    const state = stateWith(armed, { revokeOn: "delete" });
    const outcome = await resource[verb](state);
    expect(outcome.failure).toContain(untold);
    expect(outcome.state).toEqual(state);
  },
);

test.each(ofEachKind(silences).filter(({ kind }) => !isSingle(kind)))(
  "a token taken out of $kind whose verification is answered $response stays in the record, for the next up to go on with",
  async ({ kind, error }) => {
    const { datadog, stateWith, takeOut, recordOf } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    datadog.findRefusals.set(tokenId, [undefined, error]);
    const { state = {}, failure } = await takeOut(stateWith(armed, { revokeOn: "delete" }));
    expect(failure).toBeUndefined();
    expect(recordOf(state)).toMatchObject({ status: "revoked", unfinished: "verification" });
    datadog.findRefusals.clear();
    const { state: after } = await takeOut(state);
    expect(recordOf(after)).toBeUndefined();
  },
);
