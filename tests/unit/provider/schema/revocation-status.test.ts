import {
  isUnknownToken,
  statusAfter,
  type DeleteAnswer,
  type SeenBefore,
} from "../../../../provider/schema/revocation-status";

const rows: [SeenBefore, DeleteAnswer, boolean, "revoked" | "alreadyRevoked", boolean][] = [
  ["alive", "deleted", false, "revoked", false],
  ["alive", "deleted", true, "revoked", false],
  ["alive", "notFound", true, "revoked", false],
  ["alive", "notFound", false, "alreadyRevoked", false],
  ["absent", "deleted", false, "alreadyRevoked", false],
  ["absent", "deleted", true, "alreadyRevoked", false],
  ["absent", "notFound", false, "alreadyRevoked", true],
  ["absent", "notFound", true, "alreadyRevoked", false],
  ["notKnown", "deleted", false, "revoked", false],
  ["notKnown", "deleted", true, "revoked", false],
  ["notKnown", "notFound", true, "revoked", false],
  ["notKnown", "notFound", false, "alreadyRevoked", true],
];

test.each(rows)(
  "a token seen %s, DELETE answered %s, an attempt lost: %s → %s",
  (seenBefore, answer, lostAttempt, status) => {
    expect(statusAfter({ seenBefore, answer, lostAttempt })).toBe(status);
  },
);

test.each(rows)(
  "a token seen %s, DELETE answered %s, an attempt lost: %s, (%s) is unknown to the site: %s",
  (seenBefore, answer, lostAttempt, _status, isUnknown) => {
    expect(isUnknownToken({ seenBefore, answer, lostAttempt })).toBe(isUnknown);
  },
);
