import type { RevocationRecord } from "./revocation-record";

/** The claims that a record makes of a token's death, from the most to the least. */
export const claims = {
  provenRevoked: {
    isProof: true,
    words: "revoked by us, and proven gone",
    meaning: "Our DELETE was confirmed, and afterwards the organisation did not know the token any more.",
  },
  provenGone: {
    isProof: true,
    words: "proven gone, and not known to be revoked by us",
    meaning:
      "These credentials saw the token alive, or had a DELETE answered 204, and afterwards the organisation did not know it any more; that our DELETE did it is not shown.",
  },
  unproven: {
    isProof: false,
    words: "revoked, and not proven gone",
    meaning:
      "The token was seen alive, or our DELETE was answered 204, and nobody told that it is gone: the credentials may not read, can't be placed in an organisation, or the program asked for no proof.",
  },
  acceptedNotFound: {
    isProof: false,
    words: "accepted as already revoked on a 404, and not proven",
    meaning:
      "The organisation never knew the token, from the first question to the last: it may be the wrong one. Every refresh asks again, and so does an up with credentials of another organisation.",
  },
  toBeDone: {
    isProof: false,
    words: "still to be done",
    meaning: "Armed until its end, failed, not told to be gone, or alive again: a later run asks for it.",
  },
} as const satisfies Record<string, { isProof: boolean; words: string; meaning: string }>;

/** The variable that names the file by whose existence a refresh tells that there are tokens which it could not look for. */
export const outOfSightVariable = "DD_OUT_OF_SIGHT_FILE";

/** The name of a claim. */
export type Claim = keyof typeof claims;

/** Reads what a record claims. */
export function claimOf({
  status,
  verifiedAt,
  notFoundAt,
  unfinished,
}: Pick<RevocationRecord, "status" | "verifiedAt" | "notFoundAt" | "unfinished">): Claim {
  if (status === "armed" || unfinished !== undefined) {
    return "toBeDone";
  }
  if (verifiedAt === undefined) {
    return notFoundAt === undefined ? "unproven" : "acceptedNotFound";
  }
  return status === "revoked" ? "provenRevoked" : "provenGone";
}

/** Tells whether a token is recorded as already revoked on a 404 alone. */
export function isAccepted(record: Parameters<typeof claimOf>[0]): boolean {
  return claimOf(record) === "acceptedNotFound";
}
