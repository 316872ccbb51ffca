import * as fc from "fast-check";
import {
  isWorkLeft,
  planRemoval,
  planRevocations,
  type PlannedAction,
} from "../../../../provider/revocation/plan";
import { onNotFoundValues, revokeOnValues, type RevokeOn } from "../../../../provider/schema/options";
import {
  recordKey,
  type DeclaredRevocation,
  type RevocationRecord,
} from "../../../../provider/schema/revocation-record";
import * as arbitrary from "../../../support/lifecycle/arbitrary-records";
import { organization } from "../../../support/lifecycle/in-memory-datadog";
import { longAgo } from "../../../support/lifecycle/provider-under-test";

const declared: DeclaredRevocation = {
  tokenId: "35ef7728-4761-41dd-8a7b-f1112a26f840",
  site: "datadoghq.eu",
  revokeOn: "both",
  onNotFound: "accept",
};
const armed: RevocationRecord = { ...declared, status: "armed", evidence: { name: "CI" } };
const revoked: RevocationRecord = { ...declared, status: "revoked", revokedAt: longAgo, verifiedAt: longAgo };
const gone: RevocationRecord = { ...declared, status: "alreadyRevoked" };
const unfinished: RevocationRecord = {
  ...declared,
  status: "revoked",
  revokedAt: longAgo,
  unfinished: "verification",
};
const aliveAgain: RevocationRecord = { ...unfinished, unfinished: "aliveAgain" };
const unproven: RevocationRecord = { ...declared, status: "revoked", revokedAt: longAgo };
const accepted: RevocationRecord = { ...gone, notFoundAt: longAgo, organization };

interface Row {
  record: string;
  known?: RevocationRecord;
  revokeOn: RevokeOn;
  action: PlannedAction;
}

const rows: Row[] = [
  { record: "no", revokeOn: "both", action: "revoke" },
  { record: "no", revokeOn: "create", action: "revoke" },
  { record: "no", revokeOn: "delete", action: "arm" },
  { record: "an armed", known: armed, revokeOn: "both", action: "revoke" },
  { record: "an armed", known: armed, revokeOn: "create", action: "revoke" },
  { record: "an armed", known: armed, revokeOn: "delete", action: "keep" },
  { record: "a revoked", known: revoked, revokeOn: "both", action: "keep" },
  { record: "a revoked", known: revoked, revokeOn: "delete", action: "keep" },
  { record: "an alreadyRevoked", known: gone, revokeOn: "both", action: "keep" },
  { record: "an unfinished", known: unfinished, revokeOn: "both", action: "resume" },
  { record: "an unfinished", known: unfinished, revokeOn: "delete", action: "resume" },
  { record: "an alive again", known: aliveAgain, revokeOn: "both", action: "resume" },
  { record: "an alive again", known: aliveAgain, revokeOn: "both", action: "resume" },
  { record: "an unproven", known: unproven, revokeOn: "both", action: "keep" },
  { record: "an accepted", known: accepted, revokeOn: "both", action: "keep" },
];

test.each(rows)(
  "a declared token with $record record, revokeOn: $revokeOn is planned to $action",
  ({ known, revokeOn, action }) => {
    const plan = planRevocations(known ? [known] : [], [{ ...declared, revokeOn }]);
    expect(plan.map((planned) => planned.action)).toEqual([action]);
    expect(isWorkLeft(plan)).toBe(action !== "keep");
  },
);

test("the planned record says what is declared now and what was observed before", () => {
  const now: DeclaredRevocation = { ...declared, revokeOn: "create", onNotFound: "fail" };
  expect(planRevocations([revoked], [now])[0]?.record).toEqual({ ...revoked, ...now });
  expect(planRevocations([armed], [now])[0]?.record).toEqual({ ...armed, ...now });
  expect(planRevocations([], [now])[0]?.record).toEqual({ ...now, status: "armed" });
});

test("what is left undone stays so until it is resumed", () => {
  const [planned] = planRevocations([unfinished], [declared]);
  expect(planned).toMatchObject({ action: "resume", record: { unfinished: "verification" } });
});

test.each<[RevokeOn, PlannedAction]>([
  ["both", "remove"],
  ["delete", "remove"],
  ["create", "forget"],
])(
  "a token that is no longer declared, with a record of revokeOn: %s, is planned to %s",
  (revokeOn, action) => {
    const record = { ...revoked, revokeOn };
    expect(planRevocations([record], [])).toEqual([{ action, record }]);
    expect(planRemoval([record])).toEqual([{ action, record }]);
    expect(isWorkLeft([{ action, record }])).toBe(true);
  },
);

test.each([
  { revokeOn: "create", record: unfinished },
  { revokeOn: "create", record: aliveAgain },
] as const)(
  "a token that is no longer declared and $record.unfinished is finished before it is forgotten, also with revokeOn: $revokeOn",
  ({ revokeOn, record }) => {
    expect(planRemoval([{ ...record, revokeOn }]).map(({ action }) => action)).toEqual(["remove"]);
  },
);

test("a token on another site is another token: one is taken out and one is new", () => {
  const here: DeclaredRevocation = { ...declared, site: "datadoghq.com" };
  expect(planRevocations([revoked], [here])).toEqual([
    { action: "revoke", record: { ...here, status: "armed" } },
    { action: "remove", record: revoked },
  ]);
});

const token: fc.Arbitrary<DeclaredRevocation> = fc.record({
  tokenId: fc.uuid(),
  site: arbitrary.site,
  revokeOn: fc.constantFrom(...revokeOnValues),
  onNotFound: fc.constantFrom(...onNotFoundValues),
});
const record: fc.Arbitrary<RevocationRecord> = fc
  .tuple(token, arbitrary.recordWords)
  .map(([each, words]) => ({ ...each, ...words }));
const tokens = fc.uniqueArray(token, { selector: recordKey });
const records = fc.uniqueArray(record, { selector: recordKey });

test("a plan holds each token that is recorded or declared once: declared ones first, removals last", () => {
  fc.assert(
    fc.property(records, tokens, (recorded, wanted) => {
      const kept = recorded.slice(0, 2);
      const all = [
        ...wanted.filter((each) => !kept.some((other) => recordKey(other) === recordKey(each))),
        ...kept,
      ];
      const keys = planRevocations(recorded, all).map((planned) => recordKey(planned.record));
      const declaredKeys = all.map(recordKey);
      expect(keys.slice(0, all.length)).toEqual(declaredKeys);
      expect(new Set(keys)).toEqual(new Set([...declaredKeys, ...recorded.map(recordKey)]));
      expect(keys).toHaveLength(new Set(keys).size);
    }),
  );
});

test("a removal plans no request for a token that is still declared, whatever is recorded", () => {
  fc.assert(
    fc.property(records, (recorded) => {
      const plan = planRevocations(recorded, recorded);
      expect(plan.some(({ action }) => action === "remove" || action === "forget" || action === "arm")).toBe(
        false,
      );
    }),
  );
});
