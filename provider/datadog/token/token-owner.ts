import { omitUndefined } from "./omit-undefined";

/** The owner's kind of a token, and the service account that it is asked for below; nothing at all of a person's. */
export interface TokenOwner {
  /** Absent: a person's token. */
  kind?: "service";
  /** The UUID of the service account; absent for a person's token, and as long as it was not found. */
  serviceAccountId?: string;
}

/** The owner of something that says more, and nothing else of it. */
export function tokenOwnerOf({ kind, serviceAccountId }: TokenOwner): TokenOwner {
  return omitUndefined({ kind, serviceAccountId });
}

/** Tells whether two say the same of a token's owner; an account that only one of them names is no difference. */
export function isSameOwner(one: TokenOwner, other: TokenOwner): boolean {
  const [first, second] = [one.serviceAccountId, other.serviceAccountId];
  return one.kind === other.kind && (first === undefined || second === undefined || first === second);
}
