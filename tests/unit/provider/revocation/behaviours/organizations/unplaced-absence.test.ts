import { tokenId } from "../../../../../support/lifecycle/provider-under-test";
import { ofEachKind, resourceUnderTest } from "../../../../../support/lifecycle/resource-under-test";
import { aliveAgain, armed, elsewhere } from "./records";
import { datadogErrors } from "../../../../../support/lifecycle/datadog-errors";

const seenBy = "3ad549bf-eba0-11e9-a77a-0705486660d0";
const unknown = "Which organisation says 404 could not be found out";
const trouble = { kind: "unknown", problem: "503.", isTransient: true } as const;
const environment = { DD_API_KEY: "key", DD_APP_KEY: "app-key" };

const seen = [
  { record: "armed", was: { ...armed, seenBy }, options: { revokeOn: "delete" } },
  {
    record: "seen alive, never hit and not proven",
    was: { ...armed, seenBy, status: "alreadyRevoked" },
    options: {},
  },
] as const;

test.each(ofEachKind(seen))(
  "$kind, $record in an organisation, is not forgotten on the 404 of credentials that can't be placed, whatever else they see",
  async ({ kind, was, options }) => {
    const { datadog, stateWith, destroy, takeOut, recordOf } = resourceUnderTest(kind);
    datadog.identity = { kind: "valid" };
    const before = stateWith(was, options);
    expect((await destroy(before)).failure).toContain(unknown);
    const { state, failure } = await takeOut(before);
    expect(failure).toContain(unknown);
    expect(recordOf(state)).toEqual(recordOf(before));
    expect(datadog.callsFor(tokenId)).toContain("revoke");
  },
);

test.each(ofEachKind([{}]))(
  "$kind: nor is an armed token that was seen in an organisation recorded as already revoked by them",
  async ({ kind }) => {
    const { datadog, stateWith, update, recordOf } = resourceUnderTest(kind);
    datadog.identity = { kind: "valid" };
    const before = stateWith({ ...armed, seenBy }, { revokeOn: "delete" });
    const { state, failure } = await update(before, { revokeOn: "both" });
    expect(failure).toContain(unknown);
    expect(recordOf(state)).toMatchObject({ status: "armed", seenBy });
  },
);

test.each(ofEachKind([{ sight: { seenBy } }, { sight: {} }]))(
  "$kind: an armed token is not forgotten on the 404 of another organisation that trouble kept from being told at first: $sight",
  async ({ kind, sight }) => {
    const { datadog, stateWith, takeOut, recordOf } = resourceUnderTest(kind);
    datadog.identitiesBefore.push(trouble);
    datadog.identity = { kind: "placed", organization: elsewhere };
    const before = stateWith({ ...armed, ...sight }, { revokeOn: "delete" });
    const { state, failure } = await takeOut(before);
    expect(failure).toContain(`and these credentials belong to organisation ${elsewhere}`);
    expect(recordOf(state)).toEqual(recordOf(before));
  },
);

test.each(ofEachKind([{}]))(
  "$kind: what is alive again stays work to be done if credentials that can't be placed may not read, and meet a 404",
  async ({ kind }) => {
    const { datadog, stateWith, update, recordOf } = resourceUnderTest(kind);
    datadog.identity = { kind: "valid" };
    datadog.findRefusal = datadogErrors.denied("look up");
    datadog.deletes.set(tokenId, "not found");
    const before = stateWith(aliveAgain);
    const { state, failure } = await update(before);
    expect(failure).toContain(unknown);
    expect(recordOf(state)).toEqual(recordOf(before));
  },
);

test.each(ofEachKind([{ was: { ...armed, seenBy } }, { was: aliveAgain }]))(
  "$kind: a person who says that the token is gone settles $was with credentials that can't be placed",
  async ({ kind, was }) => {
    const resource = resourceUnderTest(kind, {
      environment: { ...environment, DD_ACCEPT_NOT_FOUND: tokenId },
    });
    resource.datadog.identity = { kind: "valid" };
    const { failure } = await resource.destroy(resource.stateWith(was, { revokeOn: "delete" }));
    expect(failure).toBeUndefined();
  },
);
