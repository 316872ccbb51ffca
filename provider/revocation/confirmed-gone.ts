import type { RevocationStatus } from "../schema/revocation-status";

/** What a record says of a token's end, in a single revocation's state or in a batch's record. */
export interface Ending {
  status: RevocationStatus;
  verifiedAt?: string;
  unfinished?: "verification";
}

/** The ending of a token that Datadog just called gone; only a program that asked for no proof gets none. */
export function confirmedGone({ status, verifiedAt, unfinished }: Ending, at: Date, verify: boolean): Ending {
  const isArmed = status === "armed";
  const isProofWanted = verify || unfinished !== undefined || isArmed;
  const proof = verifiedAt ?? (isProofWanted ? at.toISOString() : undefined);
  return { status: isArmed ? "alreadyRevoked" : status, ...(proof && { verifiedAt: proof }) };
}
