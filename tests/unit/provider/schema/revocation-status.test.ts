import {
  isUnknownToken,
  statusAfter,
  type ObservedDelete,
} from "../../../../provider/schema/revocation-status";

interface Row extends ObservedDelete {
  status: "revoked" | "alreadyRevoked";
  isUnknown: boolean;
}

const rows: Row[] = [
  { seenBefore: "alive", answer: "deleted", lostAttempt: false, status: "revoked", isUnknown: false },
  { seenBefore: "alive", answer: "deleted", lostAttempt: true, status: "revoked", isUnknown: false },
  { seenBefore: "alive", answer: "notFound", lostAttempt: true, status: "revoked", isUnknown: false },
  { seenBefore: "alive", answer: "notFound", lostAttempt: false, status: "alreadyRevoked", isUnknown: false },
  { seenBefore: "absent", answer: "deleted", lostAttempt: false, status: "alreadyRevoked", isUnknown: false },
  { seenBefore: "absent", answer: "deleted", lostAttempt: true, status: "alreadyRevoked", isUnknown: false },
  { seenBefore: "absent", answer: "notFound", lostAttempt: false, status: "alreadyRevoked", isUnknown: true },
  { seenBefore: "absent", answer: "notFound", lostAttempt: true, status: "alreadyRevoked", isUnknown: false },
  { seenBefore: "notKnown", answer: "deleted", lostAttempt: false, status: "revoked", isUnknown: false },
  { seenBefore: "notKnown", answer: "deleted", lostAttempt: true, status: "revoked", isUnknown: false },
  { seenBefore: "notKnown", answer: "notFound", lostAttempt: true, status: "revoked", isUnknown: false },
  {
    seenBefore: "notKnown",
    answer: "notFound",
    lostAttempt: false,
    status: "alreadyRevoked",
    isUnknown: true,
  },
];

test.each(rows)(
  "a token seen $seenBefore, DELETE answered $answer, an attempt lost: $lostAttempt, is $status",
  ({ status, isUnknown: _, ...observed }) => {
    expect(statusAfter(observed)).toBe(status);
  },
);

test.each(rows)(
  "a token seen $seenBefore, DELETE answered $answer, an attempt lost: $lostAttempt, is unknown to the site: $isUnknown",
  ({ status: _, isUnknown, ...observed }) => {
    expect(isUnknownToken(observed)).toBe(isUnknown);
  },
);
