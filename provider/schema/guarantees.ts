import type { Claim } from "./claim";
import type { DeleteOutcome } from "./revocation-status";

/** The ways in which verification may end, in words. */
export const endings = {
  gone: "a 404 of an organisation that is known",
  goneSomewhere: "a 404, and it can't be told of which organisation",
  alive: "alive to the end, or alive and then no answer",
  refused: "reading is not permitted (401, 403)",
  unanswered: "no answer worth having (5xx, time-out, 204)",
  notAsked: "not asked (`verify: false`)",
} as const;

/** The name of an ending. */
export type Ending = keyof typeof endings;

/** A claim, or the run's failure that leaves nothing claimed. */
export type Guarantee = Claim | "refusedDelete";

/**
 * Tells what is claimed of a token after its DELETE and its verification. The documentation's table is written from this,
 * and a test runs the lifecycle through every cell of it.
 */
export function guaranteeOf(
  { answer, lostAttempt, isHit, status }: DeleteOutcome,
  ending: Ending,
): Guarantee {
  switch (ending) {
    case "alive":
      return answer === "notFound" && lostAttempt !== true ? "refusedDelete" : "toBeDone";
    case "unanswered":
      return "toBeDone";
    case "gone":
      return isHit ? (status === "revoked" ? "provenRevoked" : "provenGone") : "acceptedNotFound";
    case "goneSomewhere":
    case "refused":
    case "notAsked":
      return isHit ? "unproven" : "acceptedNotFound";
  }
}
