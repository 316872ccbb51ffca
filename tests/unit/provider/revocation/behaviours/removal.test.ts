import { datadogErrors } from "../../../../support/lifecycle/datadog-errors";
import type { DeleteBehaviour } from "../../../../support/lifecycle/delete-behaviour";
import { tokenId, type SettingsUnderTest } from "../../../../support/lifecycle/provider-under-test";
import {
  isSingle,
  resourceUnderTest,
  type Kind,
  type State,
} from "../../../../support/lifecycle/resource-under-test";

/** The ways in which a token's revocation ends. */
const ends = [
  { end: "a single revocation that is destroyed", kind: "a single revocation", verb: "destroy" },
  { end: "a batch of one that is destroyed", kind: "a batch of one", verb: "destroy" },
  { end: "a batch of three that is destroyed", kind: "one of a batch of three", verb: "destroy" },
  {
    end: "a service token's revocation that is destroyed",
    kind: "a service token's revocation",
    verb: "destroy",
  },
  {
    end: "a service token that is taken out of a batch",
    kind: "a service token of a batch of three",
    verb: "takeOut",
  },
  { end: "a token that is taken out of a batch of one", kind: "a batch of one", verb: "takeOut" },
  { end: "a token that is taken out of a batch of three", kind: "one of a batch of three", verb: "takeOut" },
] as const satisfies readonly { end: string; kind: Kind; verb: "destroy" | "takeOut" }[];

/** A batch that is destroyed asks nothing of tokens that are verified: tests/unit/provider/resources has tests for that. */
const endsWithFinalDelete = ends.filter(({ kind, verb }) => isSingle(kind) || verb === "takeOut");
const destroys = ends.filter(({ verb }) => verb === "destroy");

function ofEach<End extends object, Row extends object>(all: readonly End[], rows: readonly Row[]) {
  return all.flatMap((end) => rows.map((row) => ({ ...end, ...row })));
}

function ending(kind: Kind, verb: "destroy" | "takeOut", settings: SettingsUnderTest = {}) {
  const resource = resourceUnderTest(kind, settings);
  return { ...resource, end: (state: State) => resource[verb](state) };
}

const unverified = { verifiedAt: undefined };
const unfinished = { ...unverified, unfinished: "verification" } as const;
const armed = { status: "armed", revokedAt: undefined, verifiedAt: undefined } as const;
const armedUntilTheEnd = { revokeOn: "delete" } as const;

test.each(endsWithFinalDelete)(
  "$end, verified, is deleted once more, and a 404 is a success without a warning",
  async ({ kind, verb }) => {
    const { datadog, stateWith, end, recordOf, warnings } = ending(kind, verb);
    const { state, failure } = await end(stateWith({}, { onNotFound: "fail" }));
    expect(failure).toBeUndefined();
    expect(recordOf(state)).toBeUndefined();
    expect(datadog.callsFor(tokenId)).toEqual(["find", "revoke"]);
    expect(datadog.optionsFor(tokenId)).toEqual([
      expect.objectContaining({ deadlineSeconds: 3, retry: false }),
      expect.objectContaining({ deadlineSeconds: 60 }),
    ]);
    expect(warnings).toEqual([]);
  },
);

test.each(endsWithFinalDelete)(
  "the final DELETE of $end keeps to a shorter deadline of the user's",
  async ({ kind, verb }) => {
    const { datadog, stateWith, end } = ending(kind, verb, {
      config: { "datadog:retryDeadlineSeconds": "20" },
    });
    await end(stateWith());
    expect(datadog.optionsFor(tokenId).at(-1)).toMatchObject({ deadlineSeconds: 20 });
  },
);

test.each(ends)(
  '$end asks nothing with revokeOn: "create", and needs no credentials',
  async ({ kind, verb }) => {
    const { datadog, stateWith, end, recordOf } = ending(kind, verb, { environment: {} });
    const { state, failure } = await end(stateWith(unverified, { revokeOn: "create" }));
    expect(failure).toBeUndefined();
    expect(recordOf(state)).toBeUndefined();
    expect(datadog.asked).toEqual([]);
  },
);

const denied = datadogErrors.denied("revoke");
const obstacles: {
  obstacle: string;
  settings: SettingsUnderTest;
  response?: DeleteBehaviour;
  problem: string;
}[] = [
  { obstacle: "keys taken away", settings: { environment: {} }, problem: "No Datadog credentials are set" },
  { obstacle: "keys refused", settings: {}, response: denied, problem: "403" },
  {
    obstacle: "Datadog down",
    settings: {},
    response: datadogErrors.gaveUp("revoke"),
    problem: "503 Service Unavailable",
  },
];

test.each(ofEach(endsWithFinalDelete, obstacles))(
  "$end, verified, goes in spite of $obstacle, with a warning",
  async ({ kind, verb, settings, response, problem }) => {
    const { datadog, stateWith, end, recordOf, warnings } = ending(kind, verb, settings);
    if (response) {
      datadog.deletes.set(tokenId, response);
    }
    const { state, failure } = await end(stateWith());
    expect(failure).toBeUndefined();
    expect(recordOf(state)).toBeUndefined();
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(
      `Personal access token "${tokenId}" on datadoghq.eu was verified as gone before, so its record is deleted although the final DELETE failed: `,
    );
    expect(warnings[0]).toContain(problem);
    // It is known to be gone.
    expect(warnings[0]).not.toContain("may still be valid");
  },
);

test.each(ends)("$end is deleted once more if it was never verified", async ({ kind, verb }) => {
  const { datadog, stateWith, end, recordOf, warnings } = ending(kind, verb);
  const { state } = await end(stateWith(unverified, { onNotFound: "fail" }));
  expect(recordOf(state)).toBeUndefined();
  expect(datadog.callsFor(tokenId)).toEqual(["find", "revoke"]);
  expect(warnings).toEqual([]);
});

test.each(ends)("$end is blocked by a DELETE that fails if it was never verified", async ({ kind, verb }) => {
  const { datadog, stateWith, end, recordOf } = ending(kind, verb);
  datadog.deletes.set(tokenId, denied);
  const { state, failure } = await end(stateWith(unverified));
  expect(failure).toContain(denied.message);
  expect(recordOf(state)).toMatchObject({ status: "revoked" });
});

test.each(destroys)("$end and is refused says which configuration was used", async ({ kind, verb }) => {
  const { datadog, stateWith, end } = ending(kind, verb);
  datadog.deletes.set(tokenId, denied);
  expect((await end(stateWith(unverified))).failure).toMatch(/403.*--run-program/s);
});

test.each(ends)("$end, armed, is revoked and verified", async ({ kind, verb }) => {
  const { datadog, stateWith, end, recordOf, warnings } = ending(kind, verb);
  datadog.issue(tokenId);
  const { state, failure } = await end(stateWith(armed, armedUntilTheEnd));
  expect(failure).toBeUndefined();
  expect(recordOf(state)).toBeUndefined();
  expect(datadog.callsFor(tokenId)).toEqual(["find", "revoke", "find"]);
  expect(warnings).toEqual([]);
});

test.each(ends)("$end, armed, is not forgotten while its token stays alive", async ({ kind, verb }) => {
  const { datadog, stateWith, end, recordOf } = ending(kind, verb);
  datadog.issue(tokenId);
  datadog.deletes.set(tokenId, "in vain");
  const { state, failure } = await end(stateWith(armed, armedUntilTheEnd));
  expect(failure).toContain("still says that the token is alive");
  expect(recordOf(state)).toBeDefined();
});

test.each(ends)('$end, armed with onNotFound: "fail", fails on a 404', async ({ kind, verb }) => {
  const { stateWith, end, recordOf } = ending(kind, verb);
  const { state, failure } = await end(stateWith(armed, { ...armedUntilTheEnd, onNotFound: "fail" }));
  expect(failure).toContain("does not know this token");
  expect(recordOf(state)).toMatchObject({ status: "armed" });
});

test.each(ends)("$end, armed, comes with a warning if its token is not known", async ({ kind, verb }) => {
  const { stateWith, end, recordOf, warnings } = ending(kind, verb);
  const { state } = await end(stateWith(armed, armedUntilTheEnd));
  expect(recordOf(state)).toBeUndefined();
  expect(warnings).toEqual([expect.stringContaining("is not known (404)")]);
});

test.each(ends)("$end, unfinished, is not forgotten while its token is alive", async ({ kind, verb }) => {
  const { datadog, stateWith, end, recordOf } = ending(kind, verb);
  datadog.issue(tokenId);
  datadog.deletes.set(tokenId, "in vain");
  const failed = await end(stateWith(unfinished));
  expect(failed.failure).toContain("still says that the token is alive");
  expect(recordOf(failed.state)).toMatchObject({ unfinished: "verification" });
  datadog.deletes.clear();
  datadog.forgetCalls();
  const { state, failure } = await end(failed.state ?? {});
  expect(failure).toBeUndefined();
  expect(recordOf(state)).toBeUndefined();
  expect(datadog.callsFor(tokenId)).toEqual(["find", "revoke", "find"]);
});
