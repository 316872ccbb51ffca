import { longAgo, tokenId } from "../../../../support/lifecycle/provider-under-test";
import { resourceUnderTest } from "../../../../support/lifecycle/resource-under-test";

const ends = [
  { end: "a single revocation that is removed", kind: "a single revocation", verb: "destroy" },
  { end: "a service token's that is removed", kind: "a service token's revocation", verb: "destroy" },
  { end: "a batch of one that is removed", kind: "a batch of one", verb: "destroy" },
  { end: "a token that is taken out of a batch of one", kind: "a batch of one", verb: "takeOut" },
  { end: "a token that is taken out of a batch of three", kind: "one of a batch of three", verb: "takeOut" },
] as const;

const open = { revokedAt: undefined, verifiedAt: undefined } as const;
const records = [
  { record: "armed", was: { ...open, status: "armed" } },
  { record: "unfinished", was: { verifiedAt: undefined, unfinished: "verification" } },
  { record: "alive again", was: { verifiedAt: undefined, unfinished: "aliveAgain" } },
  { record: "accepted on a 404", was: { ...open, status: "alreadyRevoked", notFoundAt: longAgo } },
  { record: "revoked and not proven", was: { verifiedAt: undefined } },
] as const;
const armed = records[0].was;

test.each(ends.flatMap((end) => records.map((record) => ({ ...end, ...record }))))(
  "$end, $record, and that the run still declares elsewhere sends no DELETE, and warns",
  async ({ kind, verb, was }) => {
    const { datadog, declareElsewhere, stateWith, recordOf, warnings, ...resource } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    await declareElsewhere({ revokeOn: "delete" });
    const { state, failure } = await resource[verb](stateWith(was, { revokeOn: "delete" }));
    expect(failure).toBeUndefined();
    expect(recordOf(state)).toBeUndefined();
    expect(datadog.askedFor("revoke")).toEqual([]);
    expect(datadog.isAlive(tokenId)).toBe(true);
    expect(warnings).toEqual([
      `Personal access token "${tokenId}" on datadoghq.eu is taken out in one place and still declared in another of this run, which may be the same account by another name: no DELETE was sent, and it is as declared there.`,
    ]);
  },
);

test.each(ends)(
  "$end, armed, and that another site declares is revoked: it is another token",
  async ({ kind, verb }) => {
    const { datadog, declareElsewhere, stateWith, ...resource } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    await declareElsewhere({ site: "datadoghq.com" });
    await resource[verb](stateWith(armed, { revokeOn: "delete" }));
    expect(datadog.isAlive(tokenId)).toBe(false);
  },
);

test.each(ends.filter(({ verb }) => verb === "takeOut"))(
  "$end, armed, waits for a resource that comes later in the program and takes it over",
  async ({ kind }) => {
    const { datadog, clock, declareElsewhere, stateWith, takeOut, warnings } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    // Some other resource has been checked a moment before: more may come.
    await declareElsewhere({ site: "datadoghq.com" });
    const running = takeOut(stateWith(armed, { revokeOn: "delete" }));
    const late = clock.sleep(900).then(() => declareElsewhere({ revokeOn: "delete" }));
    await Promise.all([running, late]);
    expect(datadog.isAlive(tokenId)).toBe(true);
    expect(warnings).toEqual([expect.stringContaining("still declared in another of this run")]);
  },
);

test.each(ends)(
  "$end, armed, and declared nowhere else is revoked, and the run says so",
  async ({ kind, verb }) => {
    const { datadog, stateWith, messages, ...resource } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    await resource[verb](stateWith(armed, { revokeOn: "delete" }));
    expect(datadog.isAlive(tokenId)).toBe(false);
    expect(messages).toEqual([
      `Personal access token "${tokenId}" on datadoghq.eu was alive until now and was revoked for good by being taken out.`,
    ]);
  },
);

test.each(ends.filter(({ verb }) => verb === "destroy"))(
  "$end, armed, of an account that has got another name is let go, as the run declares it under that",
  async ({ kind, verb }) => {
    const { datadog, declareElsewhere, stateWith, warnings, ...resource } = resourceUnderTest(kind);
    datadog.issue(tokenId);
    await declareElsewhere({ revokeOn: "delete" });
    const account = { revokeOn: "delete", account: "of-last-year" } as const;
    const { failure } = await resource[verb](stateWith({ ...armed, account: "of-last-year" }, account));
    expect(failure).toBeUndefined();
    expect(datadog.askedFor("revoke")).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining("still declared in another of this run")]);
  },
);
