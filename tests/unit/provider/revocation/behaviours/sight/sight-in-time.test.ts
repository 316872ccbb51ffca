import { datadogErrors } from "../../../../../support/lifecycle/datadog-errors";
import { organization } from "../../../../../support/lifecycle/in-memory-datadog";
import { longAgo, tokenId } from "../../../../../support/lifecycle/provider-under-test";
import { ofEachKind, resourceUnderTest } from "../../../../../support/lifecycle/resource-under-test";

const seenBy = "3ad549bf-eba0-11e9-a77a-0705486660d0";
const other = "48e5159f-e308-11ef-bcfc-2666505bfd8f";

/** A revocation that another user saw, and answers to whether these credentials are shown other users' tokens, one after the other. */
function seenByAnother(answers: (() => Promise<boolean>)[]) {
  const { datadog, clock, warnings, refresh, stateWith } = resourceUnderTest("a single revocation");
  datadog.identity = { kind: "placed", organization, user: other };
  datadog.readsOthers = () => answers.shift()?.() ?? Promise.resolve(false);
  return { answers, clock, warnings, refresh: () => refresh(stateWith({ seenBy })) };
}

const yes = () => Promise.resolve(true);
const no = () => Promise.resolve(false);

test("a permission that is lost while the process lives is noticed within half a minute", async () => {
  const { answers, clock, warnings, refresh } = seenByAnother([yes, no]);
  await refresh();
  clock.advance(30_000);
  await refresh();
  expect(answers).toHaveLength(1);
  expect(warnings).toEqual([]);
  clock.advance(1);
  await refresh();
  expect(warnings).toEqual([expect.stringContaining("so it may be alive again, unseen")]);
});

test("trouble with the question who is shown what costs the next half minute, and no more", async () => {
  const { clock, warnings, refresh } = seenByAnother([
    () => Promise.reject(datadogErrors.gaveUp("look up")),
    yes,
  ]);
  await refresh();
  expect(warnings).toHaveLength(1);
  clock.advance(30_001);
  await refresh();
  expect(warnings).toHaveLength(1);
});

test.each(
  ofEachKind([
    { status: "revoked", revokedAt: longAgo },
    { status: "alreadyRevoked", revokedAt: undefined },
  ] as const).filter(({ kind }) => !kind.includes("service")),
)(
  "$kind, $status and alive again, that credentials which are not shown it hit once more is revoked at that time",
  async ({ kind, ...was }) => {
    const { datadog, clock, update, stateWith, recordOf } = resourceUnderTest(kind);
    datadog.identity = { kind: "placed", organization, user: other };
    datadog.readsOthers = no;
    datadog.deletes.set(tokenId, "once more");
    const { state, failure } = await update(
      stateWith({ ...was, seenBy, verifiedAt: undefined, unfinished: "aliveAgain" }),
    );
    expect(failure).toBeUndefined();
    expect(datadog.callsFor(tokenId).slice(0, 2)).toEqual(["find", "revoke"]);
    expect(recordOf(state)).toMatchObject({ status: "revoked", verifiedAt: expect.any(String) as string });
    const { revokedAt = "" } = recordOf(state) ?? {};
    expect(Date.parse(revokedAt)).toBeGreaterThan(Date.parse(longAgo));
    expect(Date.parse(revokedAt)).toBeLessThanOrEqual(clock.now());
  },
);
