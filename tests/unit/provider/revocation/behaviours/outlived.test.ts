import { datadogErrors } from "../../../../support/lifecycle/datadog-errors";
import { organization } from "../../../../support/lifecycle/in-memory-datadog";
import { startOfTime, tokenId } from "../../../../support/lifecycle/provider-under-test";
import {
  kinds,
  ofEachKind,
  resourceUnderTest,
  standardOptions,
} from "../../../../support/lifecycle/resource-under-test";

/** Our DELETE was answered 204 long ago, and its verification was not answered. */
const unfinished = { verifiedAt: undefined, unfinished: "verification" } as const;

const { verify: _, ...declared } = { tokenId, organization, ...standardOptions };
const notOurs = { ...declared, status: "alreadyRevoked", verifiedAt: startOfTime } as const;

test.each(kinds)(
  "%s whose unfinished token a refresh finds alive, and that is gone by the next up, is proven, and not revoked by us",
  async (kind) => {
    const { datadog, stateWith, refresh, update, recordOf } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    const { state = {} } = await refresh(stateWith(unfinished));
    datadog.kill(tokenId);
    expect(recordOf((await update(state)).state)).toEqual(notOurs);
  },
);

test.each(
  ofEachKind([
    { refusal: "403", error: datadogErrors.denied("revoke") },
    { refusal: "5xx", error: datadogErrors.gaveUp("revoke") },
  ]),
)(
  "$kind whose unfinished token an up sees alive, whose DELETE is answered $refusal, and that is gone by the next up, is not revoked by us",
  async ({ kind, error }) => {
    const { datadog, stateWith, update, recordOf } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    datadog.deletes.set(tokenId, error);
    const { state = {} } = await update(stateWith(unfinished));
    datadog.kill(tokenId);
    expect(recordOf((await update(state)).state)).toEqual(notOurs);
  },
);

test.each(kinds)(
  "%s whose unfinished token is alive, and whose DELETE is answered 404 by then, is not revoked by us, and says so",
  async (kind) => {
    const { datadog, stateWith, update, recordOf, warnings } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    datadog.deletes.set(tokenId, "too late");
    const { state } = await update(stateWith(unfinished));
    expect(recordOf(state)).toEqual({ ...notOurs, evidence: {} });
    expect(warnings).toEqual([
      expect.stringContaining("was alive when asked and already revoked a moment later"),
    ]);
  },
);

test.each(kinds)(
  "%s whose unfinished token is alive, and whose response to the DELETE is lost, is revoked by us now",
  async (kind) => {
    const { datadog, stateWith, update, recordOf } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    datadog.deletes.set(tokenId, "response lost");
    const { state } = await update(stateWith(unfinished));
    expect(recordOf(state)).toMatchObject({
      status: "revoked",
      revokedAt: startOfTime,
      verifiedAt: startOfTime,
    });
  },
);

test.each(kinds)(
  "%s whose unfinished token is alive, and stays so while its DELETE is answered 404, is not called accepted",
  async (kind) => {
    const { datadog, stateWith, update, recordOf } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    datadog.deletes.set(tokenId, "not found");
    const { state, failure } = await update(stateWith(unfinished));
    expect(failure).toContain("the DELETE was answered 404, but Datadog still says that the token is alive");
    expect(recordOf(state)).toMatchObject({ unfinished: "aliveAgain" });
  },
);
