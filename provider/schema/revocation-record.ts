import type { PersonalAccessToken, Site } from "../datadog";
import type { OnNotFound, RevokeOn } from "./options";
import type { RevocationStatus } from "./revocation-status";

/** The token as Datadog described it before its DELETE: who loses access, and when it was last used (ISO 8601 UTC). */
export type RevocationEvidence = Omit<PersonalAccessToken, "tokenId">;

/** One token as a program declares it: which one, and how it is to be revoked. */
export interface DeclaredRevocation {
  /** UUID, lower case. */
  tokenId: string;
  site: Site;
  revokeOn: RevokeOn;
  onNotFound: OnNotFound;
}

/**
 * One token as the state tells of it, the same for a single revocation and for each of a batch: how it was declared
 * when the record was written, and what was observed since.
 */
export interface RevocationRecord extends DeclaredRevocation {
  status: RevocationStatus;
  /** The time of our confirmed DELETE, ISO 8601 UTC; absent unless `status` is `revoked`. */
  revokedAt?: string;
  /** The time at which Datadog said that the token is gone, ISO 8601 UTC. */
  verifiedAt?: string;
  /**
   * The part that an earlier run left undone: the DELETE was accepted and the token still called alive. `diff` finds it
   * here, since a refresh clears the engine's own `initErrors`, after which the engine calls no `update` by itself.
   */
  unfinished?: "verification";
  evidence?: RevocationEvidence;
}

/** The key of a token within a set: one token on two sites is two revocations. */
export function recordKey({ tokenId, site }: Pick<DeclaredRevocation, "tokenId" | "site">): string {
  return `${site} ${tokenId}`;
}

/** Compares two records by site and id, for an order that is always the same. */
export function byKey(one: DeclaredRevocation, other: DeclaredRevocation): number {
  return recordKey(one) < recordKey(other) ? -1 : Number(recordKey(one) > recordKey(other));
}
