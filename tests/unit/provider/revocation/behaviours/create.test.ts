import { datadogErrors } from "../../../../support/lifecycle/datadog-errors";
import type { DeleteBehaviour } from "../../../../support/lifecycle/delete-behaviour";
import { organization } from "../../../../support/lifecycle/in-memory-datadog";
import { startOfTime, tokenId } from "../../../../support/lifecycle/provider-under-test";
import {
  kinds,
  ofEachKind,
  resourceUnderTest,
  serviceAccountId,
  standardOptions,
} from "../../../../support/lifecycle/resource-under-test";

const { verify: _, ...declared } = { tokenId, ...standardOptions };
const evidence = {
  name: "CI metrics",
  ownerId: serviceAccountId,
  scopes: ["metrics_read"],
  createdAt: "2026-01-01T00:00:00.000Z",
};

test.each(kinds)("%s observes, deletes and verifies, and records all three", async (kind) => {
  const { datadog, create, recordOf, warnings } = resourceUnderTest(kind);
  datadog.issue(tokenId, evidence);
  const { state, failure } = await create();
  expect(failure).toBeUndefined();
  expect(recordOf(state)).toEqual({
    ...declared,
    status: "revoked",
    revokedAt: startOfTime,
    verifiedAt: startOfTime,
    organization,
    evidence,
  });
  expect(datadog.callsFor(tokenId)).toEqual(["find", "revoke", "find"]);
  expect(warnings).toEqual([]);
});

test.each(kinds)(
  "the question before the DELETE of %s is one attempt of 3 s, that after it 30 s",
  async (kind) => {
    const { datadog, create } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    await create();
    const [before, , after] = datadog.optionsFor(tokenId);
    expect([before, after]).toEqual([{ deadlineSeconds: 3, retry: false }, { deadlineSeconds: 30 }]);
  },
);

interface Observed {
  seen: string;
  refusal?: Error;
  isAlive: boolean;
  response: DeleteBehaviour | "204" | "404";
  status: "revoked" | "alreadyRevoked";
  isProven: boolean;
  warning?: RegExp;
}

const denied = datadogErrors.denied("look up");
const gaveUp = datadogErrors.gaveUp("look up");
const unexpected = datadogErrors.unexpected("look up");
const notKnown =
  /is not known \(404\): recorded as already revoked, which is accepted and not proven\. .* datadoghq\.eu is the right site/;
const observed: Observed[] = [
  { seen: "alive", isAlive: true, response: "204", status: "revoked", isProven: true },
  { seen: "alive", isAlive: true, response: "response lost", status: "revoked", isProven: true },
  {
    seen: "alive",
    isAlive: true,
    response: "too late",
    status: "alreadyRevoked",
    isProven: true,
    warning:
      /was alive when asked and already revoked a moment later: somebody was faster, or an earlier attempt of ours, which a gateway answered for itself\.$/,
  },
  {
    seen: "absent",
    isAlive: false,
    response: "once more",
    status: "alreadyRevoked",
    isProven: true,
    warning: /was already gone when asked, before the DELETE was sent: recorded as already revoked\./,
  },
  {
    seen: "absent",
    isAlive: false,
    response: "404",
    status: "alreadyRevoked",
    isProven: false,
    warning: notKnown,
  },
  {
    seen: "absent",
    isAlive: false,
    response: "response lost",
    status: "alreadyRevoked",
    isProven: false,
    warning: notKnown,
  },
  {
    seen: "not known",
    refusal: denied,
    isAlive: true,
    response: "204",
    status: "revoked",
    isProven: true,
  },
  // A 5xx or a 408 may have come from something before Datadog: no evidence that the token was hit.
  {
    seen: "not known",
    refusal: gaveUp,
    isAlive: true,
    response: "response lost",
    status: "alreadyRevoked",
    isProven: false,
    warning: notKnown,
  },
  {
    seen: "not known",
    refusal: unexpected,
    isAlive: false,
    response: "404",
    status: "alreadyRevoked",
    isProven: false,
    warning: notKnown,
  },
];

test.each(ofEachKind(observed))(
  "$kind: a token seen as $seen whose DELETE comes to $response is $status, proven: $isProven",
  async ({ kind, refusal, isAlive, response, status, isProven, warning }) => {
    const { datadog, create, recordOf, warnings } = resourceUnderTest(kind);
    if (isAlive) {
      datadog.issue(tokenId);
    }
    datadog.findRefusals.set(tokenId, [refusal, undefined]);
    if (response !== "204" && response !== "404") {
      datadog.deletes.set(tokenId, response);
    }
    const { state } = await create();
    const record = recordOf(state);
    expect(record).toMatchObject({ status, organization });
    expect(record?.verifiedAt).toBe(isProven ? startOfTime : undefined);
    expect(record?.notFoundAt).toBe(isProven ? undefined : startOfTime);
    expect(record?.revokedAt).toBe(status === "revoked" ? startOfTime : undefined);
    expect(warnings).toEqual(warning ? [expect.stringMatching(warning)] : []);
    expect(
      warnings.every((text) => text.startsWith(`Personal access token "${tokenId}" on datadoghq.eu`)),
    ).toBe(true);
  },
);

test.each(kinds)("a DELETE of %s that failed is told, and leaves the token to the next run", async (kind) => {
  const { datadog, create, update, recordOf } = resourceUnderTest(kind);
  const error = datadogErrors.denied("revoke");
  datadog.issue(tokenId);
  datadog.deletes.set(tokenId, error);
  const { state, failure } = await create();
  expect(failure).toContain(error.message);
  expect(recordOf(state)?.status ?? "armed").toBe("armed");
  datadog.deletes.clear();
  const again = state === undefined ? await create() : await update(state);
  expect(recordOf(again.state)).toMatchObject({ status: "revoked" });
});

test.each(kinds)("missing credentials fail %s before any request", async (kind) => {
  const { datadog, create } = resourceUnderTest(kind, { environment: {} });
  datadog.issue(tokenId);
  const { state, failure } = await create();
  expect(failure).toContain("No Datadog credentials are set, and nothing was sent.");
  expect(state).toBeUndefined();
  expect(datadog.asked).toEqual([]);
});

test.each(kinds)("%s that is armed records what the token is now, and deletes nothing", async (kind) => {
  const { datadog, create, recordOf, warnings } = resourceUnderTest(kind);
  datadog.issue(tokenId, evidence);
  const { state } = await create({ revokeOn: "delete" });
  expect(recordOf(state)).toEqual({
    ...declared,
    revokeOn: "delete",
    status: "armed",
    organization,
    evidence,
  });
  expect(datadog.callsFor(tokenId)).toEqual(["find"]);
  expect(warnings).toEqual([]);
});

test.each(kinds)(
  "%s that is armed for a token that the site does not know comes with a warning",
  async (kind) => {
    const { create, warnings } = resourceUnderTest(kind);
    await create({ revokeOn: "delete" });
    expect(warnings).toEqual([
      `Personal access token "${tokenId}" on datadoghq.eu is to be revoked when its resource is deleted, but datadoghq.eu does not know it (404): it is revoked already, or site or organisation is not the right one, or these credentials may not see it.`,
    ]);
  },
);
