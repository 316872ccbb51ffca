import { accountSiteKey, anyAccount, type AccountSite } from "../datadog/token/account-site";
import type { TokenOwner } from "../datadog/token/token-owner";
import type { AccessToken } from "../datadog";
import type { OnNotFound, RevokeOn } from "./options";
import type { RevocationStatus } from "./revocation-status";

/** The token as Datadog described it before its DELETE: who loses access, and when it was last used (ISO 8601 UTC). */
export type RevocationEvidence = Omit<AccessToken, "tokenId" | "kind" | "isRevoked" | "leak">;

/**
 * The part of a revocation that an earlier run left undone: the token's death was not told (`verification`), or a refresh
 * or a later run found the token alive (`aliveAgain`). `diff` finds it in the outputs, since a refresh clears the engine's own
 * `initErrors`, after which the engine calls no `update` by itself.
 */
export type UnfinishedPart = "verification" | "aliveAgain";

/** One token as a program declares it: which one, and how it is to be revoked. */
export interface DeclaredRevocation extends AccountSite, TokenOwner {
  /** UUID, lower case. */
  tokenId: string;
  revokeOn: RevokeOn;
  onNotFound: OnNotFound;
}

/**
 * One token as the state tells of it, the same for a single revocation and for each of a batch: how it was declared
 * when the record was written, and what was observed since.
 */
export interface RevocationRecord extends DeclaredRevocation {
  /** `true` if it was declared for any account; `account` and `site` are then those of the one that showed the token. */
  anyAccount?: true;
  /** The accounts that were asked and did not show a token that was declared for any of them. */
  accountsAsked?: readonly AskedAccount[];
  status: RevocationStatus;
  /** The time of our confirmed DELETE, ISO 8601 UTC; absent unless `status` is `revoked`. */
  revokedAt?: string;
  /**
   * The time at which the token was proven gone, ISO 8601 UTC: these credentials saw it alive, or had a DELETE of theirs
   * answered 204, and were then told by the organisation that is named below that it does not know the token.
   */
  verifiedAt?: string;
  /**
   * The time at which a token that was never seen was not found, ISO 8601 UTC: accepted as already revoked, and not
   * proven. Absent once it is proven.
   */
  notFoundAt?: string;
  /** The id of the organisation that answered; absent if the credentials could not be placed. */
  organization?: string;
  /** The part that is left to the next run. */
  unfinished?: UnfinishedPart;
  /**
   * The user whose credentials last saw the token alive, or left that part to the next run, and so would be shown the token if
   * it lived; absent if nobody did, or if Datadog did not tell who asks.
   */
  seenBy?: string;
  evidence?: RevocationEvidence;
}

/** An account that did not show a token: its name, and its organisation if that could be told. */
export interface AskedAccount {
  account: string;
  organization?: string;
}

/** The part of a declaration or a record that tells one revocation from another. */
export type RevocationKey = Pick<RevocationRecord, "tokenId" | "site" | "account" | "anyAccount">;

/** The keys by account and site, and id: what holds thousands of tokens shares one text for each. */
const keys = new Map<string, Map<string, string>>();

/** The key of a token within a set: one token on two sites, or in two accounts, is two revocations. */
export function recordKey(token: RevocationKey): string {
  const { tokenId } = token;
  const place = isForAnyAccount(token) ? anyAccount : accountSiteKey(token);
  const ofPlace = keys.get(place) ?? new Map<string, string>();
  const key = ofPlace.get(tokenId) ?? `${place} ${tokenId}`;
  ofPlace.set(tokenId, key);
  keys.set(place, ofPlace);
  return key;
}

/** Tells whether a token was declared for any account, be it found or not. */
export function isForAnyAccount({
  account,
  anyAccount: isAny,
}: Omit<RevocationKey, "tokenId" | "site">): boolean {
  return isAny === true || account === anyAccount;
}

/** Tells whether no account has shown a token yet that was declared for any of them. */
export function isUnlocated({ account }: Pick<RevocationRecord, "account">): boolean {
  return account === anyAccount;
}

/** Compares two records by account, site and id, for an order that is always the same. */
export function byKey(one: DeclaredRevocation, other: DeclaredRevocation): number {
  const [key, otherKey] = [recordKey(one), recordKey(other)];
  return key < otherKey ? -1 : Number(key > otherKey);
}
