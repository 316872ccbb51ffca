/** The fate of a token: revoked by us, found revoked, or to be revoked at the end of the resource's life. */
export type RevocationStatus = "revoked" | "alreadyRevoked" | "armed";

/** The response to the GET before the DELETE; `notKnown` if it was not answered, or not allowed. */
export type SeenBefore = "alive" | "absent" | "notKnown";

/** The response to the DELETE: 204 or 404. */
export type DeleteAnswer = "deleted" | "notFound";

/** One DELETE as it was observed. */
export interface ObservedDelete {
  seenBefore: SeenBefore;
  answer: DeleteAnswer;
  /**
   * An earlier attempt of this DELETE was lost (time-out, broken connection, 408 or 5xx in Datadog's own words): it may have
   * taken effect. What something before Datadog answers is no evidence of that.
   */
  lostAttempt: boolean;
}

/** One row of what an observed DELETE comes to. */
export interface DeleteOutcome extends Omit<ObservedDelete, "lostAttempt"> {
  /** Absent if it makes no difference. */
  lostAttempt?: boolean;
  status: "revoked" | "alreadyRevoked";
  /**
   * `true` if these credentials had hold of the token: they saw it alive, or their DELETE was answered 204. Only then is
   * its absence afterwards a proof.
   */
  isHit: boolean;
}

/**
 * The outcomes of an observed DELETE, exactly one for each. A 404 from first to last says that this organisation does not know the token, which
 * is accepted and proves nothing; a response that was lost is ours only if the token was seen alive before.
 */
export const deleteOutcomes: readonly DeleteOutcome[] = [
  { seenBefore: "alive", answer: "deleted", status: "revoked", isHit: true },
  { seenBefore: "alive", answer: "notFound", lostAttempt: true, status: "revoked", isHit: true },
  { seenBefore: "alive", answer: "notFound", lostAttempt: false, status: "alreadyRevoked", isHit: true },
  { seenBefore: "absent", answer: "deleted", status: "alreadyRevoked", isHit: true },
  { seenBefore: "absent", answer: "notFound", status: "alreadyRevoked", isHit: false },
  { seenBefore: "notKnown", answer: "deleted", status: "revoked", isHit: true },
  { seenBefore: "notKnown", answer: "notFound", status: "alreadyRevoked", isHit: false },
];

/** Finds what an observed DELETE comes to. */
export function outcomeOf({ seenBefore, answer, lostAttempt }: ObservedDelete): DeleteOutcome {
  const row = deleteOutcomes.find(
    (each) =>
      each.seenBefore === seenBefore &&
      each.answer === answer &&
      (each.lostAttempt ?? lostAttempt) === lostAttempt,
  );
  if (row === undefined) {
    throw new RangeError(`There is no outcome for ${seenBefore}, ${answer}.`);
  }
  return row;
}
