import { datadogErrors } from "../../../../support/lifecycle/datadog-errors";
import { startOfTime, tokenId } from "../../../../support/lifecycle/provider-under-test";
import { kinds, ofEachKind, resourceUnderTest } from "../../../../support/lifecycle/resource-under-test";

const rejected = datadogErrors.rejected("look up");
const denied = datadogErrors.denied("look up");
const gaveUp = datadogErrors.gaveUp("look up");
const unexpected = datadogErrors.unexpected("look up");
const total = (sleepsMs: readonly number[]) => sleepsMs.reduce((sum, ms) => sum + ms, 0);
const stillAlive = `Personal access token "${tokenId}" on datadoghq.eu: Datadog accepted the DELETE but still says that the token is alive. Treat it as alive; run again to go on from here.`;

test.each(
  ofEachKind([
    { response: "not allowed", error: denied },
    { response: "rejected", error: rejected },
  ]),
)(
  "$kind: a verification that is $response settles the revocation, with a warning and unproven",
  async ({ kind, error }) => {
    const { datadog, create, diff, recordOf, warnings } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    datadog.findRefusals.set(tokenId, [undefined, error]);
    const { state = {}, failure } = await create();
    expect(failure).toBeUndefined();
    expect(recordOf(state)).toMatchObject({ status: "revoked", revokedAt: startOfTime });
    expect(recordOf(state)).not.toHaveProperty("verifiedAt");
    expect(recordOf(state)).not.toHaveProperty("unfinished");
    expect(warnings).toEqual([
      `Personal access token "${tokenId}" on datadoghq.eu: the DELETE was answered, but these credentials may not read whether it is gone, so that is not proven: ${error.message}`,
    ]);
    expect(await diff(state)).toMatchObject({ changes: false });
  },
);

test.each(
  ofEachKind([
    { response: "not answered (5xx)", error: gaveUp },
    { response: "answered with a 204", error: unexpected },
  ]),
)(
  "$kind: a verification that is $response is no consent: it is left to the next up, with a warning",
  async ({ kind, error }) => {
    const { datadog, create, diff, update, recordOf, warnings } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    datadog.findRefusals.set(tokenId, [undefined, error]);
    const { state = {}, failure } = await create();
    expect(failure).toBeUndefined();
    expect(recordOf(state)).toMatchObject({ status: "revoked", unfinished: "verification" });
    expect(recordOf(state)).not.toHaveProperty("verifiedAt");
    expect(warnings).toEqual([
      `Personal access token "${tokenId}" on datadoghq.eu: the DELETE was answered, but Datadog did not tell whether it is gone: the next run asks again. ${error.message}`,
    ]);
    expect(await diff(state)).toMatchObject({ changes: true });
    datadog.findRefusals.clear();
    const { state: after } = await update(state);
    expect(recordOf(after)).toMatchObject({ status: "revoked", verifiedAt: startOfTime });
    expect(recordOf(after)).not.toHaveProperty("unfinished");
  },
);

test.each(
  ofEachKind([
    { status: 401, error: rejected },
    { status: 403, error: denied },
    { status: "5xx", error: gaveUp },
    { status: "204", error: unexpected },
  ]),
)(
  "$kind: a token that was seen alive after its DELETE and is then answered $status is alive: silence is not consent",
  async ({ kind, error }) => {
    const { datadog, create, recordOf, warnings } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    datadog.deletes.set(tokenId, "in vain");
    datadog.findRefusals.set(tokenId, [undefined, undefined, error]);
    const { state, failure } = await create();
    expect(failure).toContain(stillAlive);
    expect(recordOf(state)).toMatchObject({ status: "revoked", unfinished: "verification" });
    expect(recordOf(state)).not.toHaveProperty("verifiedAt");
    expect(warnings).toEqual([]);
    expect(datadog.callsFor(tokenId)).toEqual(["find", "revoke", "find", "find"]);
  },
);

test.each(kinds)("%s with verify: false asks nothing after the DELETE", async (kind) => {
  const { datadog, create, recordOf } = resourceUnderTest(kind);
  datadog.issue(tokenId);
  const { state } = await create({ verify: false });
  expect(datadog.callsFor(tokenId)).toEqual(["find", "revoke"]);
  expect(recordOf(state)).not.toHaveProperty("verifiedAt");
});

test.each(kinds)(
  "%s with verify: false says of a token that was alive and then not found that nothing is proven",
  async (kind) => {
    const { datadog, create, recordOf, warnings } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    datadog.deletes.set(tokenId, "not found");
    const { state } = await create({ verify: false });
    expect(recordOf(state)).toMatchObject({ status: "alreadyRevoked" });
    expect(recordOf(state)).not.toHaveProperty("verifiedAt");
    expect(warnings).toEqual([
      `Personal access token "${tokenId}" on datadoghq.eu was alive when asked, and the DELETE a moment later was answered 404: somebody was faster, or these credentials can't revoke it. That it is gone is not proven; treat it as alive until it is proven.`,
    ]);
  },
);

test.each(kinds)("%s waits for a token that is slow to die, and records when it was gone", async (kind) => {
  const { datadog, clock, create, recordOf, warnings } = resourceUnderTest(kind);
  datadog.issue(tokenId);
  datadog.deletes.set(tokenId, { diesAfter: 3 });
  const { state } = await create();
  expect(clock.sleepsMs).toEqual([250, 500, 1_000]);
  expect(recordOf(state)).toMatchObject({
    revokedAt: startOfTime,
    verifiedAt: "2026-11-24T10:00:01.750Z",
  });
  expect(warnings).toEqual([]);
});

test.each(kinds)(
  "%s of a token that stays alive for 30 seconds fails, and what is known is kept",
  async (kind) => {
    const { datadog, clock, create, recordOf } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    datadog.deletes.set(tokenId, "in vain");
    const { state, failure } = await create();
    expect(failure).toContain(stillAlive);
    expect(recordOf(state)).toMatchObject({
      status: "revoked",
      revokedAt: startOfTime,
      unfinished: "verification",
    });
    expect(recordOf(state)).not.toHaveProperty("verifiedAt");
    expect(total(clock.sleepsMs)).toBe(30_000);
    expect(Math.max(...clock.sleepsMs)).toBe(5_000);
  },
);

test.each(kinds)(
  "%s whose DELETE is answered 404 while the token stays alive is refused, and nothing says that it was revoked",
  async (kind) => {
    const { datadog, create, recordOf, warnings } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    datadog.deletes.set(tokenId, "not found");
    const { state, failure } = await create();
    expect(failure).toContain(
      `Failed to revoke personal access token "${tokenId}" on datadoghq.eu: the DELETE was answered 404, but Datadog still says that the token is alive. A token of the other kind is revoked at another endpoint: a service account's as ServiceAccessTokenRevocation, a person's as PersonalAccessTokenRevocation.`,
    );
    expect(recordOf(state)?.status ?? "armed").toBe("armed");
    expect(warnings).toEqual([]);
  },
);
