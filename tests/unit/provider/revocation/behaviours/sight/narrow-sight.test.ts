import { datadogErrors } from "../../../../../support/lifecycle/datadog-errors";
import { organization } from "../../../../../support/lifecycle/in-memory-datadog";
import { startOfTime, tokenId } from "../../../../../support/lifecycle/provider-under-test";
import {
  ofEachKind,
  resourceUnderTest,
  type Kind,
} from "../../../../../support/lifecycle/resource-under-test";

const owner = "3ad549bf-eba0-11e9-a77a-0705486660d0";
const other = "48e5159f-e308-11ef-bcfc-2666505bfd8f";
const personal = ({ kind }: { kind: Kind }) => !kind.includes("service");

const work = [
  { work: "left open", was: { verifiedAt: undefined, unfinished: "verification" } },
  { work: "alive again", was: { verifiedAt: undefined, unfinished: "aliveAgain" } },
] as const;
const rows = ofEachKind(work).filter(personal);

/** A resource whose credentials are shown their own user's tokens alone. */
function withNarrowCredentials(kind: Kind, user: string | undefined) {
  const resource = resourceUnderTest(kind);
  resource.datadog.identity = { kind: "placed", organization, ...(user !== undefined && { user }) };
  resource.datadog.readsOthers = () => Promise.resolve(false);
  return resource;
}

test.each(rows)(
  "$kind, $work: a 404 told to credentials that see their own tokens alone finishes nothing that wider ones saw",
  async ({ kind, was }) => {
    const { datadog, stateWith, update, recordOf } = withNarrowCredentials(kind, other);
    const before = stateWith(was);
    const { state, failure } = await update(before);
    expect(failure).toContain(
      "404, which proves nothing here: an earlier run saw it, and these credentials are not known to be shown other users' tokens.",
    );
    expect(failure).toContain("org_app_keys_read");
    expect(recordOf(state)).toEqual(recordOf(before));
    // Their own DELETE was tried, since its 204 would decide.
    expect(datadog.callsFor(tokenId)).toEqual(["find", "revoke"]);
  },
);

test.each(rows)(
  "$kind, $work: nor does it where these credentials may not even read, and their DELETE is answered 404",
  async ({ kind, was }) => {
    const { datadog, stateWith, update, destroy, recordOf } = withNarrowCredentials(kind, other);
    datadog.issue(tokenId);
    datadog.findRefusal = datadogErrors.denied("look up");
    datadog.listRefusal = datadogErrors.denied("look up");
    datadog.deletes.set(tokenId, "not found");
    const before = stateWith(was);
    const { state, failure } = await update(before);
    expect(failure).toContain("404, which proves nothing here: an earlier run saw it");
    expect(recordOf(state)).toEqual(recordOf(before));
    expect((await destroy(before)).failure).toContain("404, which proves nothing here");
  },
);

test.each(rows)(
  "$kind, $work: their own DELETE that is answered 204 is a sight of their own",
  async ({ kind, was }) => {
    const { datadog, stateWith, update, recordOf } = withNarrowCredentials(kind, other);
    datadog.deletes.set(tokenId, "once more");
    const { state, failure } = await update(stateWith(was));
    expect(failure).toBeUndefined();
    expect(recordOf(state)).toMatchObject({ verifiedAt: startOfTime });
    expect(recordOf(state)).not.toHaveProperty("unfinished");
  },
);

test.each(rows)("$kind, $work: the token's own user would see it, and finishes it", async ({ kind, was }) => {
  const { stateWith, update, recordOf } = withNarrowCredentials(kind, owner);
  const { state, failure } = await update(stateWith({ ...was, evidence: { ownerId: owner } }));
  expect(failure).toBeUndefined();
  expect(recordOf(state)).toMatchObject({ verifiedAt: startOfTime });
});

test.each(rows)(
  "$kind, $work: credentials that are shown other people's tokens finish it, whoever they are",
  async ({ kind, was }) => {
    const { datadog, stateWith, update, recordOf } = withNarrowCredentials(kind, undefined);
    datadog.readsOthers = () => Promise.resolve(true);
    const { state, failure } = await update(stateWith(was));
    expect(failure).toBeUndefined();
    expect(recordOf(state)).toMatchObject({ verifiedAt: startOfTime });
  },
);

test.each(rows)(
  "$kind, $work: the user whose credentials left it open finishes it, whatever else they see",
  async ({ kind, was }) => {
    const { stateWith, update, recordOf } = withNarrowCredentials(kind, other);
    const { state, failure } = await update(stateWith({ ...was, seenBy: other }));
    expect(failure).toBeUndefined();
    expect(recordOf(state)).toMatchObject({ verifiedAt: startOfTime });
    // What may only have been hit by a DELETE was not seen: a later refresh must not take this user for one who would see it.
    expect(recordOf(state)?.seenBy).toBe(was.unfinished === "aliveAgain" ? other : undefined);
    expect(recordOf(state)).not.toHaveProperty("unfinished");
  },
);

test.each(ofEachKind([{}]).filter(personal))(
  "$kind that outlives its DELETE records whose credentials saw it, also when it is proven gone",
  async ({ kind }) => {
    const { datadog, create, update, recordOf } = withNarrowCredentials(kind, other);
    datadog.issue(tokenId);
    datadog.deletes.set(tokenId, "in vain");
    const alive = await create();
    expect(recordOf(alive.state)).toMatchObject({ unfinished: "verification", seenBy: other });
    datadog.kill(tokenId);
    const { state } = await update(alive.state ?? {});
    expect(recordOf(state)).toMatchObject({ verifiedAt: expect.any(String) as string, seenBy: other });
  },
);
