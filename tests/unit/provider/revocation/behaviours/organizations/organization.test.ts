import type { Identity } from "../../../../../../provider/datadog";
import { datadogErrors } from "../../../../../support/lifecycle/datadog-errors";
import { organization } from "../../../../../support/lifecycle/in-memory-datadog";
import { startOfTime, tokenId } from "../../../../../support/lifecycle/provider-under-test";
import {
  kinds,
  ofEachKind,
  resourceUnderTest,
  type Kind,
} from "../../../../../support/lifecycle/resource-under-test";
import { accepted, aliveAgain, armed, elsewhere, unfinished, unproven } from "./records";

const wrong = `Personal access token "${tokenId}" on datadoghq.eu is recorded in organisation ${organization}, and these credentials belong to organisation ${elsewhere}: its 404 says nothing of this token, so nothing was concluded from it. Use credentials of organisation ${organization}; to move the revocation, declare it anew under another name.`;

/** A resource whose credentials are those of another organisation than the one that every state is bound to. */
function withOthersCredentials(kind: Kind) {
  const resource = resourceUnderTest(kind);
  resource.datadog.identity = { kind: "placed", organization: elsewhere };
  return resource;
}

const records = [
  { record: "proven", was: {} },
  { record: "unproven", was: unproven },
  { record: "armed", was: armed },
  { record: "unfinished", was: unfinished },
] as const;

test.each(ofEachKind(records))(
  "a refresh of $kind, $record, by another organisation is an error that names both, never green",
  async ({ kind, was }) => {
    const { stateWith, refresh } = withOthersCredentials(kind);
    const state = stateWith(was);
    const { state: after, failure } = await refresh(state);
    expect(failure).toBe(wrong);
    expect(after).toEqual(state);
  },
);

test.each(["a single revocation", "a batch of one"] as const)(
  "a token of %s that another organisation sees is alive, whoever asked",
  async (kind) => {
    const { datadog, stateWith, refresh, recordOf } = withOthersCredentials(kind);
    datadog.issue(tokenId);
    const { state } = await refresh(stateWith());
    expect(recordOf(state)).toMatchObject({ unfinished: "aliveAgain" });
  },
);

const work = [
  { work: "that is no longer armed", was: armed },
  { work: "that is unfinished", was: unfinished },
  { work: "that is alive again", was: aliveAgain },
] as const;

test.each(ofEachKind(work))(
  "$kind $work: another organisation's 404 is an error that names both, and its 204 decides by itself",
  async ({ kind, was }) => {
    const { datadog, stateWith, update, recordOf } = withOthersCredentials(kind);
    const failed = await update(stateWith(was));
    expect(failed.failure).toContain(wrong);
    expect(recordOf(failed.state)).toEqual(recordOf(stateWith(was)));
    datadog.issue(tokenId);
    const { state, failure } = await update(failed.state ?? {});
    expect(failure).toBeUndefined();
    expect(recordOf(state)).toMatchObject({
      status: "revoked",
      verifiedAt: startOfTime,
      organization: elsewhere,
    });
    expect(datadog.isAlive(tokenId)).toBe(false);
  },
);

test.each(kinds)(
  "%s that was accepted on a 404 is quiet at the next up of the same organisation: no request",
  async (kind) => {
    const { datadog, stateWith, diff, update } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    const state = stateWith(accepted);
    expect(await diff(state)).toMatchObject({ changes: false });
    expect(await update(state)).toEqual({ state });
    expect(datadog.asked).toEqual([]);
  },
);

test.each(
  ofEachKind([
    { by: "another organisation", was: { ...accepted } },
    { by: "nobody that could be placed", was: { ...accepted, organization: undefined } },
  ]),
)(
  "$kind that was accepted on a 404 of $by is asked again by an up, there and then, and revoked",
  async ({ kind, was }) => {
    const { datadog, stateWith, diff, update, recordOf, warnings } = withOthersCredentials(kind);
    datadog.issue(tokenId);
    const state = stateWith(was);
    expect(await diff(state)).toMatchObject({ changes: true, replaces: [] });
    const { state: after, failure } = await update(state);
    expect(failure).toBeUndefined();
    expect(recordOf(after)).toMatchObject({
      status: "revoked",
      verifiedAt: startOfTime,
      organization: elsewhere,
    });
    expect(recordOf(after)).not.toHaveProperty("notFoundAt");
    expect(datadog.callsFor(tokenId)).toEqual(["find", "revoke", "find"]);
    expect(warnings).toEqual([]);
  },
);

test.each(kinds)(
  "%s that was accepted on a 404 and is not found by another organisation either is accepted on that one's word, and quiet then",
  async (kind) => {
    const { stateWith, update, diff, recordOf } = withOthersCredentials(kind);
    const { state = {} } = await update(stateWith(accepted));
    expect(recordOf(state)).toMatchObject({
      status: "alreadyRevoked",
      notFoundAt: startOfTime,
      organization: elsewhere,
    });
    expect(recordOf(state)).not.toHaveProperty("verifiedAt");
    expect(await diff(state)).toMatchObject({ changes: false });
  },
);

test.each(kinds)("a preview of %s that was accepted on a 404 works without credentials", async (kind) => {
  const { datadog, stateWith, diff } = resourceUnderTest(kind, { environment: {} });
  expect(await diff(stateWith(accepted))).toMatchObject({ changes: false });
  expect(datadog.asked).toEqual([]);
});

const problem = "403 Forbidden.";
const unplaced: { credentials: string; identity: Identity; words: string }[] = [
  { credentials: "that Datadog accepts without a name", identity: { kind: "valid" }, words: "" },
  { credentials: "that are refused", identity: { kind: "refused", problem }, words: ` ${problem}` },
  ...[true, false].map((isTransient) => ({
    credentials: `that got no answer worth anything${isTransient ? " for now" : ""}`,
    identity: { kind: "unknown" as const, problem, isTransient },
    words: ` ${problem}`,
  })),
];

test.each(ofEachKind(unplaced))(
  "$kind with credentials $credentials is revoked, proven by no absence, and warned of once",
  async ({ kind, identity, words }) => {
    const { datadog, create, refresh, update, recordOf, warnings } = resourceUnderTest(kind);
    datadog.identity = identity;
    datadog.issue(tokenId);
    const { state = {}, failure } = await create();
    expect(failure).toBeUndefined();
    expect(datadog.isAlive(tokenId)).toBe(false);
    expect(recordOf(state)).toMatchObject({ status: "revoked", revokedAt: startOfTime });
    for (const property of ["verifiedAt", "organization", "unfinished"]) {
      expect(recordOf(state)).not.toHaveProperty(property);
    }
    expect(await refresh(state)).toEqual({ state });
    expect(await update(state)).toEqual({ state });
    expect(warnings).toEqual([
      `Which Datadog organisation these credentials belong to on datadoghq.eu could not be told, so nothing is proven by a 404 of it.${words}`,
    ]);
  },
);

test.each(kinds)(
  "%s that is proven stays proven in a refresh by credentials that can't be placed",
  async (kind) => {
    const { datadog, stateWith, refresh } = resourceUnderTest(kind);
    datadog.identity = { kind: "valid" };
    const state = stateWith();
    expect(await refresh(state)).toEqual({ state });
  },
);

test.each(kinds)(
  "the control never withholds the DELETE of %s: it is sent whatever comes of it",
  async (kind) => {
    const { datadog, create } = resourceUnderTest(kind);
    datadog.identity = { kind: "unknown", problem, isTransient: true };
    datadog.findRefusal = datadogErrors.gaveUp("look up");
    datadog.issue(tokenId);
    await create();
    expect(datadog.isAlive(tokenId)).toBe(false);
  },
);
