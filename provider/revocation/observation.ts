import type { AccountSite } from "../datadog";
import { omitUndefined } from "../datadog/token/omit-undefined";
import type { TokenOwner } from "../datadog/token/token-owner";
import type { RevocationEvidence, RevocationRecord } from "../schema/revocation-record";
import type { SeenBefore } from "../schema/revocation-status";

/** One token before anything was done. */
export interface Observation {
  seen: SeenBefore;
  evidence?: RevocationEvidence;
  /** The status of Datadog's response if it did not tell; absent if there was none. */
  status?: number;
  /** `true` if these credentials saw the token on the list: its absence there means something later. */
  isListed?: true;
  /** The owner that Datadog shows, if another endpoint than that of the declared one revokes the token. */
  otherOwner?: TokenOwner;
}

/** The observations of a run's tokens, by `recordKey`. */
export type Observations = ReadonlyMap<string, Observation>;

/** A token in one account, before anything was done. */
export interface Sighting {
  accountSite: AccountSite;
  observation: Observation;
}

/** The sightings of tokens that are declared for any account, in each of the accounts, by `recordKey`. */
export type Sightings = ReadonlyMap<string, readonly Sighting[]>;

/**
 * Observations, reduced to the owner and the name of each token, which is all that protects a token. Of a token about which
 * Datadog told nothing, both stay unknown.
 */
export function withoutEvidence(observations: Observations): Observations {
  const kept = new Map<string, Observation>();
  for (const [key, { evidence, ...observation }] of observations) {
    const { name, ownerId } = evidence ?? {};
    kept.set(key, evidence ? { ...observation, evidence: omitUndefined({ name, ownerId }) } : observation);
  }
  return kept;
}

/** The organisation that shows a token, and the user to whom, as far as they are told. */
export interface WhoShows {
  organization?: string | undefined;
  user?: string | undefined;
}

/**
 * The record of a token that is alive: nothing of its death is claimed any more. It is bound to the organisation that shows
 * it, and never to one that only said not to know it.
 */
export function loweredRecord(
  { verifiedAt: _, notFoundAt, organization: recorded, ...record }: RevocationRecord,
  { organization: answering, user }: WhoShows,
): RevocationRecord {
  const organization = answering ?? (notFoundAt === undefined ? recorded : undefined);
  return { ...record, ...omitUndefined({ organization, seenBy: user }), unfinished: "aliveAgain" };
}
