import { describePlan, mostNamedTokens } from "../../../../../provider/revocation/words/describe-plan";
import type { PlannedAction, PlannedToken } from "../../../../../provider/revocation/plan";
import type { RevocationRecord } from "../../../../../provider/schema/revocation-record";
import type { RevocationStatus } from "../../../../../provider/schema/revocation-status";

const idOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
const proven = { verifiedAt: "2026-11-24T10:00:00.000Z" };
const planned = (
  action: PlannedAction,
  index = 0,
  status: RevocationStatus = "revoked",
  more: Partial<RevocationRecord> = status === "armed" ? {} : proven,
): PlannedToken => ({
  action,
  record: {
    tokenId: idOf(index),
    site: "datadoghq.eu",
    revokeOn: "both",
    onNotFound: "accept",
    status,
    ...more,
  },
});
const many = (
  action: PlannedAction,
  count: number,
  status?: RevocationStatus,
  more?: Partial<RevocationRecord>,
) => Array.from({ length: count }, (_, index) => planned(action, index, status, more));

const newTokens = { isKnown: () => false, isReworded: () => false };
const knownTokens = { isKnown: () => true, isReworded: () => false };
const rewordedTokens = { isKnown: () => true, isReworded: () => true };

interface Consequence {
  plan: PlannedAction;
  status: RevocationStatus;
  more?: Partial<RevocationRecord>;
  history: typeof newTokens;
  one: string;
  ofMany: string;
}

const stays = "stays revoked, since Datadog has no way back";
const consequences: Consequence[] = [
  {
    plan: "revoke",
    status: "armed",
    history: newTokens,
    one: "new, to be revoked",
    ofMany: "60 to be revoked",
  },
  {
    plan: "revoke",
    status: "armed",
    history: knownTokens,
    one: "changed, to be revoked",
    ofMany: "60 to be revoked",
  },
  {
    plan: "resume",
    status: "revoked",
    history: knownTokens,
    one: "changed, not told to be gone after its DELETE, or alive again: to be gone on with",
    ofMany: "60 not told to be gone after their DELETE, or alive again: to be gone on with",
  },
  {
    plan: "arm",
    status: "armed",
    history: newTokens,
    one: "new, stays alive, and is to be revoked when it is taken out or destroyed",
    ofMany: "60 to be revoked when they are taken out or destroyed",
  },
  {
    plan: "remove",
    status: "armed",
    history: knownTokens,
    one: "taken out, it had been left alive until now, and this revokes it for good unless it is still declared elsewhere",
    ofMany: "60 left alive until now, and to be revoked for good by being taken out",
  },
  {
    plan: "remove",
    status: "alreadyRevoked",
    history: knownTokens,
    one: `taken out, ${stays}; one more DELETE makes sure, then the record leaves the state`,
    ofMany: "60 to be taken out with one more DELETE",
  },
  {
    plan: "remove",
    status: "alreadyRevoked",
    more: { notFoundAt: "2026-11-24T10:00:00.000Z" },
    history: knownTokens,
    one: "taken out, recorded as revoked and not proven; one more DELETE makes sure, then the record leaves the state",
    ofMany: "60 to be taken out with one more DELETE",
  },
  {
    plan: "remove",
    status: "revoked",
    more: { unfinished: "aliveAgain" },
    history: knownTokens,
    one: "taken out, its revocation was not finished: it is gone on with, and then the record leaves the state",
    ofMany: "60 to be taken out when their revocation is finished",
  },
  {
    plan: "forget",
    status: "revoked",
    more: {},
    history: knownTokens,
    one: "taken out, recorded as revoked and not proven; no request is sent, and the record leaves the state",
    ofMany: "60 to be taken out without a request",
  },
  {
    plan: "forget",
    status: "revoked",
    history: knownTokens,
    one: `taken out, ${stays}; no request is sent, and the record leaves the state`,
    ofMany: "60 to be taken out without a request",
  },
  {
    plan: "forget",
    status: "armed",
    history: knownTokens,
    one: "taken out, it was not revoked, and nothing asks for it any more",
    ofMany: "60 to be taken out, not revoked",
  },
  {
    plan: "keep",
    status: "revoked",
    history: rewordedTokens,
    one: "changed, no request is sent",
    ofMany: "60 changed without a request",
  },
];

test.each(consequences)(
  "one token to $plan, $status, reads: $one",
  ({ plan, status, more, history, one }) => {
    expect(describePlan("revocations.yaml", [planned(plan, 7, status, more)], history)).toBe(
      `revocations.yaml:\n  ${idOf(7)} on datadoghq.eu: ${one}`,
    );
  },
);

test.each(consequences)(
  "many tokens to $plan, $status, read: $ofMany",
  ({ plan, status, more, history, ofMany }) => {
    expect(describePlan("revocations.yaml", many(plan, 60, status, more), history)).toBe(
      `revocations.yaml on datadoghq.eu: ${ofMany}.`,
    );
  },
);

test("fifty tokens are named, and one more is counted", () => {
  expect(mostNamedTokens).toBe(50);
  const fifty = describePlan("Tokens", many("revoke", 50), newTokens);
  expect(fifty?.split("\n")).toHaveLength(51);
  expect(fifty).toMatch(
    /^Tokens:\n {2}00000000-0000-4000-8000-000000000000 on datadoghq\.eu: new, to be revoked\n/,
  );
  expect(describePlan("Tokens", many("revoke", 51), newTokens)).toBe(
    "Tokens on datadoghq.eu: 51 to be revoked.",
  );
});

test("tokens of which nothing is said do not count to the fifty, and are counted on their own", () => {
  const plan = [...many("revoke", 50), ...many("keep", 1_234)];
  expect(describePlan("Tokens", plan, newTokens)).toMatch(/^Tokens \(1,234 unchanged\):\n/);
  expect(describePlan("Tokens", [...many("revoke", 51), ...many("keep", 1_234)], newTokens)).toBe(
    "Tokens on datadoghq.eu: 51 to be revoked, 1,234 unchanged.",
  );
});

test("many tokens are counted by what becomes of them, in the order of the plan", () => {
  const plan = [
    ...many("revoke", 1_000),
    ...many("arm", 3),
    ...many("resume", 1),
    ...many("keep", 4),
    ...many("remove", 5),
    ...many("remove", 6, "armed"),
  ];
  expect(describePlan("Tokens", plan, newTokens)).toBe(
    "Tokens on datadoghq.eu: 1,000 to be revoked, 3 to be revoked when they are taken out or destroyed, 1 not told to be gone after their DELETE, or alive again: to be gone on with, 5 to be taken out with one more DELETE, 6 left alive until now, and to be revoked for good by being taken out, 4 unchanged.",
  );
});

test("nothing is said of a plan in which nothing is new, changed or taken out", () => {
  expect(describePlan("Tokens", many("keep", 3), knownTokens)).toBeUndefined();
  expect(describePlan("Tokens", [], knownTokens)).toBeUndefined();
});
