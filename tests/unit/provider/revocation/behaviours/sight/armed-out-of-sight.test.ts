import { organization } from "../../../../../support/lifecycle/in-memory-datadog";
import { tokenId } from "../../../../../support/lifecycle/provider-under-test";
import {
  ofEachKind,
  resourceUnderTest,
  type Kind,
} from "../../../../../support/lifecycle/resource-under-test";

const seer = "3ad549bf-eba0-11e9-a77a-0705486660d0";
const other = "48e5159f-e308-11ef-bcfc-2666505bfd8f";
const environment = { DD_API_KEY: "key", DD_APP_KEY: "app-key" };
const personal = ({ kind }: { kind: Kind }) => !kind.includes("service");
const kinds = ofEachKind([{}]).filter(personal);
const armed = { status: "armed", revokedAt: undefined, verifiedAt: undefined } as const;
const options = { revokeOn: "delete" } as const;

/** A resource whose credentials are shown their own user's tokens alone, and so not this one. */
function withNarrowCredentials(kind: Kind, user: string | undefined, more: Record<string, string> = {}) {
  const resource = resourceUnderTest(kind, { environment: { ...environment, ...more } });
  resource.datadog.identity = { kind: "placed", organization, ...(user !== undefined && { user }) };
  resource.datadog.readsOthers = () => Promise.resolve(false);
  return resource;
}

const refused = `404, which proves nothing here: an earlier run saw it, and these credentials are not known to be shown other users' tokens. Its record stays as it is. Run again with credentials that may read every token (org_app_keys_read), of user ${seer}, who saw it, or of the token's owner.`;

test.each(kinds)(
  "$kind: an armed token that was seen stays in the state if its end meets a 404 to credentials that may not see it",
  async ({ kind }) => {
    const { datadog, stateWith, destroy, takeOut, recordOf } = withNarrowCredentials(kind, other);
    const before = stateWith({ ...armed, seenBy: seer }, options);
    expect((await destroy(before)).failure).toContain(refused);
    const { state, failure } = await takeOut(before);
    expect(failure).toContain(refused);
    expect(failure).toContain(`DD_ACCEPT_NOT_FOUND=${tokenId} lets a run take that for settled, unproven.`);
    expect(recordOf(state)).toEqual(recordOf(before));
    // Their own DELETE was tried each time, since its 204 would decide.
    expect(datadog.callsFor(tokenId)).toEqual(["find", "revoke", "find", "revoke"]);
  },
);

test.each(kinds)(
  "$kind: nor is an armed token that was seen recorded as already revoked where it is to be revoked at once",
  async ({ kind }) => {
    const { stateWith, update, recordOf } = withNarrowCredentials(kind, other);
    const before = stateWith({ ...armed, seenBy: seer }, options);
    const { state, failure } = await update(before, { revokeOn: "both" });
    expect(failure).toContain(refused);
    expect(recordOf(state)).toMatchObject({ status: "armed", seenBy: seer });
  },
);

const seen = [
  { who: "the user who saw it", user: seer, was: { seenBy: seer }, readsAll: false },
  { who: "its owner", user: seer, was: { seenBy: other, evidence: { ownerId: seer } }, readsAll: false },
  { who: "one who reads all", user: other, was: { seenBy: seer }, readsAll: true },
  { who: "anybody, if nobody ever saw it", user: other, was: {}, readsAll: false },
] as const;

test.each(ofEachKind(seen).filter(personal))(
  "$kind: a 404 about an armed token ends it if it is told to $who, with a warning",
  async ({ kind, user, was, readsAll }) => {
    const { datadog, stateWith, destroy, warnings } = withNarrowCredentials(kind, user);
    datadog.readsOthers = () => Promise.resolve(readsAll);
    const { failure } = await destroy(stateWith({ ...armed, ...was }, options));
    expect(failure).toBeUndefined();
    expect(warnings.join("\n")).toContain("taken for already revoked, which is accepted and not proven.");
  },
);

test.each(kinds)("$kind: their own DELETE that is answered 204 ends an armed token", async ({ kind }) => {
  const { datadog, stateWith, destroy } = withNarrowCredentials(kind, other);
  datadog.deletes.set(tokenId, "once more");
  expect((await destroy(stateWith({ ...armed, seenBy: seer }, options))).failure).toBeUndefined();
});

test.each(kinds)(
  "$kind: a person may say that it is gone, which is accepted and not proven",
  async ({ kind }) => {
    const says = { DD_ACCEPT_NOT_FOUND: `ddpat_1dCNWPSR60u9HAYE2Jgb5c, ${tokenId}` };
    const { stateWith, destroy, update, recordOf, warnings } = withNarrowCredentials(kind, other, says);
    const state = stateWith({ ...armed, seenBy: seer }, options);
    expect((await destroy(state)).failure).toBeUndefined();
    expect(warnings.join("\n")).toContain("taken for already revoked, which is accepted and not proven.");

    const open = stateWith({ verifiedAt: undefined, unfinished: "verification", seenBy: seer });
    const finished = await update(open);
    expect(finished.failure).toBeUndefined();
    expect(recordOf(finished.state)).toMatchObject({ status: "revoked" });
    expect(recordOf(finished.state)).not.toHaveProperty("verifiedAt");
    expect(recordOf(finished.state)).not.toHaveProperty("unfinished");
  },
);

test.each(kinds)(
  "$kind: what was seen alive, never hit and not proven stays in the state at such a 404, too",
  async ({ kind }) => {
    const { stateWith, destroy } = withNarrowCredentials(kind, other);
    const was = { status: "alreadyRevoked", revokedAt: undefined, verifiedAt: undefined } as const;
    expect((await destroy(stateWith({ ...was, seenBy: seer }))).failure).toContain(refused);
  },
);

test.each(ofEachKind([{ isThere: true }, { isThere: false }]).filter(personal))(
  "$kind: an armed token says who saw it: $isThere",
  async ({ kind, isThere }) => {
    const { datadog, create, recordOf } = withNarrowCredentials(kind, seer);
    if (isThere) {
      datadog.issue(tokenId);
    }
    const { state } = await create(options);
    expect(recordOf(state)?.seenBy).toBe(isThere ? seer : undefined);
  },
);
