import { accountSiteKey, accountSiteOf, type AccountSite } from "../datadog";
import { isNewlyAskable, isNewlyPlaced, type AnsweringOrganizations } from "./any-account/accounts-asked";
import { rehomed } from "./any-account/rehomed";
import { omitUndefined } from "../datadog/token/omit-undefined";
import { isSameOwner, tokenOwnerOf } from "../datadog/token/token-owner";
import { claimOf, isAccepted } from "../schema/claim";
import { revokesOnCreate, revokesOnDelete } from "../schema/options";
import {
  isForAnyAccount,
  isUnlocated,
  recordKey,
  type DeclaredRevocation,
  type RevocationRecord,
} from "../schema/revocation-record";
import { wasSeen } from "./organization";

/**
 * The work that a token asks for.
 *
 * | action | token | requests |
 * |---|---|---|
 * | `revoke` | declared and not revoked yet; armed and no longer waiting for its end; accepted on a 404 of another organisation, or before an account was added, or its service account named; never seen, and gone in an organisation that could not be told then | observe, DELETE, verify |
 * | `arm` | declared, to be revoked when it is taken out or destroyed; the same, for any account, if none showed it and one was added | observe |
 * | `resume` | its death was not told, or it came back to life | observe, DELETE if it is alive, verify |
 * | `keep` | done | none |
 * | `remove` | no longer declared | as its record asks for: see `processToken` |
 * | `forget` | no longer declared, and nothing to ask | none |
 */
export type PlannedAction = "revoke" | "arm" | "resume" | "keep" | "remove" | "forget";

/** One token, and what is to be done with it. */
export interface PlannedToken {
  action: PlannedAction;
  /** The record as it stands, with what is declared now; of a new token it says `armed`. */
  record: RevocationRecord;
}

/** The work for each token of a resource: new revocations first, removals last. */
export type RevocationPlan = readonly PlannedToken[];

/** The circumstances of a plan. */
export interface PlanOptions {
  /** The organisations that answer now; only those of `accountSitesToAsk` are looked at. */
  organizations?: AnsweringOrganizations;
  /** The accounts that a token is looked for in if it is declared for any. @defaultValue none */
  accounts?: readonly AccountSite[];
}

/** Compares what is recorded with what is declared; what is not recorded is to be done, whatever the old inputs said. */
export function planRevocations(
  records: readonly RevocationRecord[],
  declared: readonly DeclaredRevocation[],
  options: PlanOptions = {},
): RevocationPlan {
  const recorded = rehomed(records, declared);
  const known = new Map(recorded.map((record) => [recordKey(record), record]));
  const wanted = new Set(declared.map(recordKey));
  const removed = recorded.filter((record) => !wanted.has(recordKey(record)));
  return [
    ...declared.map((each) => planOf(each, known.get(recordKey(each)), options)),
    ...planRemoval(removed),
  ];
}

/** Plans the end of tokens that are no longer declared: what was begun is finished before it is forgotten. */
export function planRemoval(records: readonly RevocationRecord[]): RevocationPlan {
  return records.map((record) => ({
    action: revokesOnDelete(record.revokeOn) || record.unfinished !== undefined ? "remove" : "forget",
    record,
  }));
}

/** The records of a plan's tokens. */
export function recordsOf(plan: RevocationPlan): RevocationRecord[] {
  return plan.map(({ record }) => record);
}

/** Tells whether a plan asks for anything, or takes anything out of the record. */
export function isWorkLeft(plan: RevocationPlan): boolean {
  return plan.some(({ action }) => action !== "keep");
}

/** Tells whether a token has to be asked to go before anything is known of its end. */
export function isUndone({ action, record }: PlannedToken): boolean {
  return action === "revoke" || action === "resume" || (action === "remove" && record.status === "armed");
}

/**
 * The accounts whose organisation decides whether a 404 that was accepted still stands, or one that nobody could place, and
 * whether there is a new one to ask for an armed token that no account has shown.
 *
 * @param accounts - those that a token is looked for in if it is declared for any.
 */
export function accountSitesToAsk(
  records: readonly RevocationRecord[],
  accounts: readonly AccountSite[],
): AccountSite[] {
  const doubtful = records.filter(isDoubtful);
  const located = doubtful.filter((record) => !isUnlocated(record)).map(accountSiteOf);
  const isLookedFor = (record: RevocationRecord) => record.status === "armed" || isDoubtful(record);
  const others = records.some((record) => isUnlocated(record) && isLookedFor(record)) ? accounts : [];
  return [...new Map([...located, ...others].map((each) => [accountSiteKey(each), each])).values()];
}

function planOf(
  declared: DeclaredRevocation,
  recorded: RevocationRecord | undefined,
  options: PlanOptions,
): PlannedToken {
  // What was recorded of another kind of token, or of another service account's, tells nothing of this one.
  const known = recorded !== undefined && isSameOwner(recorded, declared) ? recorded : undefined;
  const isOwnerNew =
    known?.serviceAccountId !== declared.serviceAccountId && declared.serviceAccountId !== undefined;
  const record: RevocationRecord = { status: "armed", ...known, ...declared, ...locationOf(known, declared) };
  if (record.status === "armed") {
    if (revokesOnCreate(declared.revokeOn)) {
      return { action: "revoke", record };
    }
    const isKept = known !== undefined && !isToBeLookedForAnew(record, options);
    return { action: isKept ? "keep" : "arm", record };
  }
  // Also without verification: what was left alive or untold is asked to go once more.
  if (record.unfinished !== undefined) {
    return { action: "resume", record };
  }
  if (isDoubtful(record) && (isOwnerNew || isToBeAskedAnew(record, options))) {
    const { tokenId, revokeOn, onNotFound, evidence } = record;
    const whose = { ...accountSiteOf(record), ...tokenOwnerOf(record) };
    const asked = { tokenId, ...whose, revokeOn, onNotFound, status: "armed" as const };
    const action = revokesOnCreate(revokeOn) ? "revoke" : "arm";
    return { action, record: { ...asked, ...omitUndefined({ evidence }) } };
  }
  return { action: "keep", record };
}

/** Tells whether a token waits for its end that no account has shown, and an account answers now that was not asked for it. */
function isToBeLookedForAnew(
  record: RevocationRecord,
  { organizations = new Map(), accounts = [] }: PlanOptions,
): boolean {
  return isUnlocated(record) && isNewlyPlaced(record, accounts, organizations);
}

/** The account and site of a token that is declared for any, once one has shown it. */
function locationOf(
  known: RevocationRecord | undefined,
  declared: DeclaredRevocation,
): Partial<RevocationRecord> {
  return known !== undefined && isForAnyAccount(declared) && !isUnlocated(known)
    ? { ...accountSiteOf(known), anyAccount: true }
    : {};
}

/**
 * Tells whether a record rests on a 404 alone; or on that of an organisation which nobody could place, and on a 204 for a token that
 * nobody saw, which something before Datadog may have answered.
 */
function isDoubtful(record: RevocationRecord): boolean {
  const isUnplaced = record.organization === undefined && !wasSeen(record);
  return isAccepted(record) || (isUnplaced && claimOf(record) === "unproven");
}

/** Tells whether an organisation answers now that has not said 404: another one, or one that nobody could place. */
function isToBeAskedAnew(
  record: RevocationRecord,
  { organizations = new Map(), accounts = [] }: PlanOptions,
): boolean {
  if (isUnlocated(record)) {
    return isNewlyAskable(record, accounts, organizations);
  }
  const answering = organizations.get(accountSiteKey(record));
  return answering !== undefined && answering !== record.organization;
}

/** Tells whether a token is removed that is recorded as dead: whether it is shows only if it is asked for before the DELETE. */
export function isSaidToBeDead({ action, record }: PlannedToken): boolean {
  return action === "remove" && record.status !== "armed" && record.unfinished === undefined;
}

/** Tells whether a token's first question is worth asking before it is dealt with. */
export function isToBeObserved({ action, record }: PlannedToken): boolean {
  switch (action) {
    case "revoke":
    case "arm":
    case "resume":
      return true;
    case "remove":
      return record.status === "armed" || record.unfinished !== undefined || isUnlocated(record);
    case "keep":
    case "forget":
      return false;
  }
}
