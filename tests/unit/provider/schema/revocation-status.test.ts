import {
  deleteOutcomes,
  outcomeOf,
  type DeleteOutcome,
  type ObservedDelete,
} from "../../../../provider/schema/revocation-status";

type Row = ObservedDelete & Pick<DeleteOutcome, "status" | "isHit">;

const rows: Row[] = [
  { seenBefore: "alive", answer: "deleted", lostAttempt: false, status: "revoked", isHit: true },
  { seenBefore: "alive", answer: "deleted", lostAttempt: true, status: "revoked", isHit: true },
  { seenBefore: "alive", answer: "notFound", lostAttempt: true, status: "revoked", isHit: true },
  { seenBefore: "alive", answer: "notFound", lostAttempt: false, status: "alreadyRevoked", isHit: true },
  { seenBefore: "absent", answer: "deleted", lostAttempt: false, status: "alreadyRevoked", isHit: true },
  { seenBefore: "absent", answer: "deleted", lostAttempt: true, status: "alreadyRevoked", isHit: true },
  { seenBefore: "absent", answer: "notFound", lostAttempt: false, status: "alreadyRevoked", isHit: false },
  // A lost response is ours only where the token was seen alive: it may have come from something before Datadog.
  { seenBefore: "absent", answer: "notFound", lostAttempt: true, status: "alreadyRevoked", isHit: false },
  { seenBefore: "notKnown", answer: "deleted", lostAttempt: false, status: "revoked", isHit: true },
  { seenBefore: "notKnown", answer: "deleted", lostAttempt: true, status: "revoked", isHit: true },
  { seenBefore: "notKnown", answer: "notFound", lostAttempt: true, status: "alreadyRevoked", isHit: false },
  { seenBefore: "notKnown", answer: "notFound", lostAttempt: false, status: "alreadyRevoked", isHit: false },
];

test.each(rows)(
  "a token seen $seenBefore, DELETE answered $answer, an attempt lost: $lostAttempt, is $status, hit: $isHit",
  ({ status, isHit, ...observed }) => {
    expect(outcomeOf(observed)).toMatchObject({ status, isHit });
  },
);

test("every combination of what can be observed has exactly one row among the outcomes", () => {
  const combinations = (["alive", "absent", "notKnown"] as const).flatMap((seenBefore) =>
    (["deleted", "notFound"] as const).flatMap((answer) =>
      [true, false].map((lostAttempt) => ({ seenBefore, answer, lostAttempt })),
    ),
  );
  const matches = combinations.map(
    ({ seenBefore, answer, lostAttempt }) =>
      deleteOutcomes.filter(
        (row) =>
          row.seenBefore === seenBefore &&
          row.answer === answer &&
          (row.lostAttempt === undefined || row.lostAttempt === lostAttempt),
      ).length,
  );
  expect(combinations).toHaveLength(rows.length);
  expect(matches).toEqual(combinations.map(() => 1));
});

test("only a token that was hit can be called revoked by us", () => {
  expect(deleteOutcomes.filter(({ status, isHit }) => status === "revoked" && !isHit)).toEqual([]);
});
