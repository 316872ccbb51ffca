import { omitUndefined } from "../datadog/token/omit-undefined";
import { tokenOwnerOf } from "../datadog/token/token-owner";
import { optionsOf } from "./option-inputs";
import type { RevocationInputs } from "./revocation-inputs";
import type { RevocationRecord } from "./revocation-record";

/** A single revocation in the state: the inputs, and its record. Every field of every version stays readable. */
export interface RevocationState extends RevocationInputs, RevocationRecord {}

/** The names that fields had in states of earlier versions. */
interface EarlierNames {
  openedBy?: string;
}

/** The key under which the engine keeps the provider's text; the dynamic provider does not add it to an error's properties. */
export const providerKey = "__provider";

/** The state that follows from inputs and record: a fresh object, absent fields left out, nothing else carried over. */
export function stateOf(inputs: RevocationInputs, record: RevocationRecord): RevocationState {
  const { site, account, anyAccount, accountsAsked } = record;
  const owner = tokenOwnerOf(record);
  const { status, revokedAt, verifiedAt, notFoundAt, organization, evidence, unfinished, seenBy } = record;
  return {
    tokenId: inputs.tokenId,
    ...owner,
    ...optionsOf(inputs),
    site,
    status,
    ...omitUndefined({
      account,
      anyAccount,
      accountsAsked,
      revokedAt,
      verifiedAt,
      notFoundAt,
      organization,
      evidence,
      unfinished,
      seenBy,
    }),
  };
}

/**
 * The record that a single revocation's state holds. A state without a status, which an interrupted run may leave, is
 * one of a token that is still to be revoked.
 */
export function recordIn({
  tokenId,
  kind,
  serviceAccountId,
  site,
  account,
  anyAccount,
  accountsAsked,
  revokeOn,
  onNotFound,
  status = "armed",
  revokedAt,
  verifiedAt,
  notFoundAt,
  organization,
  evidence,
  unfinished,
  openedBy,
  seenBy = openedBy,
}: RevocationInputs & Partial<RevocationRecord> & EarlierNames): RevocationRecord {
  return {
    tokenId,
    site,
    revokeOn,
    onNotFound,
    status,
    ...omitUndefined({ kind, serviceAccountId, account, anyAccount, accountsAsked }),
    ...omitUndefined({ revokedAt, verifiedAt, notFoundAt, organization, evidence, unfinished, seenBy }),
  };
}
