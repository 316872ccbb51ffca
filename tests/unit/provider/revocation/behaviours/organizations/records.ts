import { longAgo } from "../../../../../support/lifecycle/provider-under-test";

/** An organisation that no state of these tests is bound to. */
export const elsewhere = "00000000-0000-4000-8000-0000000000ff";

/** A record that was accepted on a 404, in the words that differ from a proven one. */
export const accepted = {
  status: "alreadyRevoked",
  revokedAt: undefined,
  verifiedAt: undefined,
  notFoundAt: longAgo,
} as const;

/** The same of a token that waits for its end. */
export const armed = { status: "armed", revokedAt: undefined, verifiedAt: undefined } as const;

/** The same of one whose verification is left open. */
export const unfinished = { verifiedAt: undefined, unfinished: "verification" } as const;

/** The same of one that came back to life. */
export const aliveAgain = { verifiedAt: undefined, unfinished: "aliveAgain" } as const;

/** The same of one that was revoked and not proven gone. */
export const unproven = { verifiedAt: undefined } as const;
