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
  /** An earlier attempt of this DELETE was lost (time-out, broken connection, 5xx): it may have taken effect. */
  lostAttempt: boolean;
}

/**
 * The status that an observed DELETE comes to.
 *
 * | seen before | answer | lost attempt | status |
 * |---|---|---|---|
 * | absent | either | either | `alreadyRevoked` (a second DELETE was recorded as 204) |
 * | alive, not known | deleted | either | `revoked` |
 * | alive, not known | not found | yes | `revoked` (by the attempt whose answer was lost) |
 * | alive, not known | not found | no | `alreadyRevoked` (somebody was faster, or it never existed here) |
 */
export function statusAfter({
  seenBefore,
  answer,
  lostAttempt,
}: ObservedDelete): "revoked" | "alreadyRevoked" {
  if (seenBefore === "absent") {
    return "alreadyRevoked";
  }
  return answer === "deleted" || lostAttempt ? "revoked" : "alreadyRevoked";
}

/** Tells whether nothing at all says that this site's organisation ever knew the token: what `onNotFound: "fail"` refuses. */
export function isUnknownToken({ seenBefore, answer, lostAttempt }: ObservedDelete): boolean {
  return answer === "notFound" && !lostAttempt && seenBefore !== "alive";
}
