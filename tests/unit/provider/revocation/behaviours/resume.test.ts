import { datadogErrors } from "../../../../support/lifecycle/datadog-errors";
import { organization } from "../../../../support/lifecycle/in-memory-datadog";
import { longAgo, startOfTime, tokenId } from "../../../../support/lifecycle/provider-under-test";
import {
  kinds,
  ofEachKind,
  resourceUnderTest,
  standardOptions,
} from "../../../../support/lifecycle/resource-under-test";

const { verify: _, ...declared } = { tokenId, organization, ...standardOptions };
const evidence = { name: "CI metrics" };
const revoked = { ...declared, status: "revoked", revokedAt: longAgo } as const;
const hitAnew = { ...revoked, revokedAt: startOfTime, evidence: {} };
const unfinished = { verifiedAt: undefined, unfinished: "verification" } as const;
const armed = { status: "armed", revokedAt: undefined, verifiedAt: undefined, evidence } as const;

test.each(ofEachKind([{ onNotFound: "accept" }, { onNotFound: "fail" }] as const))(
  "$kind, unfinished, of a token that is gone by now is finished by one question, onNotFound: $onNotFound",
  async ({ kind, onNotFound }) => {
    const { datadog, stateWith, update, recordOf, warnings } = resourceUnderTest(kind);
    const { state } = await update(stateWith(unfinished, { onNotFound }), { onNotFound });
    expect(recordOf(state)).toEqual({ ...revoked, onNotFound, verifiedAt: startOfTime });
    expect(datadog.callsFor(tokenId)).toEqual(["find"]);
    expect(warnings).toEqual([]);
  },
);

test.each(kinds)(
  "%s, unfinished, of a token that is still alive deletes it again, and has the time of the DELETE that hit it",
  async (kind) => {
    const { datadog, stateWith, update, recordOf } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    const { state } = await update(stateWith(unfinished));
    expect(recordOf(state)).toEqual({ ...hitAnew, verifiedAt: startOfTime });
    expect(datadog.callsFor(tokenId)).toEqual(["find", "revoke", "find"]);
  },
);

test.each(kinds)("%s, unfinished, that fails again stays unfinished", async (kind) => {
  const { datadog, stateWith, update, recordOf } = resourceUnderTest(kind);
  datadog.issue(tokenId);
  datadog.deletes.set(tokenId, "in vain");
  const { state, failure } = await update(stateWith(unfinished));
  expect(failure).toContain("still says that the token is alive");
  expect(recordOf(state)).toEqual({ ...hitAnew, unfinished: "verification" });
});

test.each(kinds)("%s, unfinished, whose DELETE fails stays unfinished", async (kind) => {
  const { datadog, stateWith, update, recordOf } = resourceUnderTest(kind);
  const error = datadogErrors.denied("revoke");
  datadog.issue(tokenId);
  datadog.deletes.set(tokenId, error);
  const { state, failure } = await update(stateWith(unfinished));
  expect(failure).toContain(error.message);
  expect(recordOf(state)).toEqual({ ...revoked, unfinished: "aliveAgain" });
});

test.each(kinds)("%s is changed by what was left unfinished, whatever its inputs say", async (kind) => {
  const { stateWith, diff } = resourceUnderTest(kind);
  expect(await diff(stateWith(unfinished))).toMatchObject({ changes: true, replaces: [] });
  expect(await diff(stateWith())).toMatchObject({ changes: false });
});

test.each(kinds)(
  "verify: false asks a token of %s that is unfinished to go once more, and proves nothing",
  async (kind) => {
    const { datadog, stateWith, update, recordOf } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    const { state } = await update(stateWith(unfinished), { verify: false });
    expect(recordOf(state)).toEqual(hitAnew);
    expect(state).toMatchObject({ verify: false });
    expect(datadog.callsFor(tokenId)).toEqual(["find", "revoke"]);
    expect(datadog.isAlive(tokenId)).toBe(false);
  },
);

test.each(ofEachKind([{ revokeOn: "create" }, { revokeOn: "both" }] as const))(
  "a change of revokeOn to $revokeOn revokes the armed token of $kind now and keeps its evidence",
  async ({ kind, revokeOn }) => {
    const { datadog, stateWith, update, recordOf } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    datadog.findRefusals.set(tokenId, [datadogErrors.denied("look up"), undefined]);
    const { state } = await update(stateWith(armed, { revokeOn: "delete" }), { revokeOn });
    expect(recordOf(state)).toEqual({
      ...declared,
      revokeOn,
      status: "revoked",
      revokedAt: startOfTime,
      verifiedAt: startOfTime,
      evidence,
    });
    expect(datadog.callsFor(tokenId)).toEqual(["find", "revoke", "find"]);
  },
);

test.each(kinds)("%s that is armed and whose revocation fails stays armed", async (kind) => {
  const { datadog, stateWith, update, recordOf } = resourceUnderTest(kind);
  const error = datadogErrors.gaveUp("revoke");
  datadog.issue(tokenId);
  datadog.deletes.set(tokenId, error);
  const { state, failure } = await update(stateWith(armed, { revokeOn: "delete" }), { revokeOn: "both" });
  expect(failure).toContain(error.message);
  expect(recordOf(state)).toMatchObject({ status: "armed" });
});

test.each(kinds)("a new reason and ticket of %s change the record and call no API", async (kind) => {
  const { datadog, stateWith, update } = resourceUnderTest(kind, { environment: {} });
  const before = stateWith({ evidence });
  const { state } = await update(before, { reason: "CI log", ticket: "SEC-1" });
  expect(state).toEqual({ ...before, reason: "CI log", ticket: "SEC-1" });
  expect(datadog.asked).toEqual([]);
});

test.each(kinds)("a reason of %s that the program no longer gives is gone from the record", async (kind) => {
  const { stateWith, update } = resourceUnderTest(kind);
  const { state } = await update(stateWith({}, { reason: "CI log" }));
  expect(state).toEqual(stateWith());
});

test.each(kinds)("a change of revokeOn on a revoked token of %s calls no API", async (kind) => {
  const { datadog, stateWith, update, recordOf } = resourceUnderTest(kind);
  datadog.issue(tokenId);
  const { state } = await update(stateWith(), { revokeOn: "delete" });
  expect(recordOf(state)).toEqual({ ...revoked, revokeOn: "delete", verifiedAt: longAgo });
  expect(datadog.asked).toEqual([]);
});
