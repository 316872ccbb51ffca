import type { Site } from "../datadog/token/sites";
import { omitUndefined } from "../datadog/token/omit-undefined";
import { revokesOnCreate, revokesOnDelete } from "../schema/options";
import { recordKey, type DeclaredRevocation, type RevocationRecord } from "../schema/revocation-record";

/**
 * The work that a token asks for.
 *
 * | action | token | requests |
 * |---|---|---|
 * | `revoke` | declared and not revoked yet; armed and no longer waiting for its end; accepted on a 404 of another organisation | observe, DELETE, verify |
 * | `arm` | declared, to be revoked when it is taken out or destroyed | observe |
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
  /** The organisations that answer now, by site; only those of `sitesToAsk` are looked at. */
  organizations?: ReadonlyMap<Site, string | undefined>;
}

/** Compares what is recorded with what is declared; what is not recorded is to be done, whatever the old inputs said. */
export function planRevocations(
  records: readonly RevocationRecord[],
  declared: readonly DeclaredRevocation[],
  options: PlanOptions = {},
): RevocationPlan {
  const known = new Map(records.map((record) => [recordKey(record), record]));
  const wanted = new Set(declared.map(recordKey));
  const removed = records.filter((record) => !wanted.has(recordKey(record)));
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

/** Tells whether a plan asks for anything, or takes anything out of the record. */
export function isWorkLeft(plan: RevocationPlan): boolean {
  return plan.some(({ action }) => action !== "keep");
}

/** The sites whose organisation decides whether a 404 that was accepted still stands. */
export function sitesToAsk(records: readonly RevocationRecord[]): Site[] {
  return [...new Set(records.filter(isAccepted).map(({ site }) => site))];
}

/** Tells whether a token is recorded as already revoked on a 404 alone. */
function isAccepted({ status, verifiedAt, notFoundAt, unfinished }: RevocationRecord): boolean {
  return (
    status === "alreadyRevoked" &&
    verifiedAt === undefined &&
    notFoundAt !== undefined &&
    unfinished === undefined
  );
}

function planOf(
  declared: DeclaredRevocation,
  known: RevocationRecord | undefined,
  { organizations }: PlanOptions,
): PlannedToken {
  const record: RevocationRecord = { status: "armed", ...known, ...declared };
  if (record.status === "armed") {
    if (revokesOnCreate(declared.revokeOn)) {
      return { action: "revoke", record };
    }
    return { action: known === undefined ? "arm" : "keep", record };
  }
  // Also without verification: what was left alive or untold is asked to go once more.
  if (record.unfinished !== undefined) {
    return { action: "resume", record };
  }
  const answering = organizations?.get(record.site);
  if (isAccepted(record) && answering !== undefined && answering !== record.organization) {
    // Who said 404 was another organisation, or nobody that could be placed: this one is asked anew.
    const { tokenId, site, revokeOn, onNotFound, evidence } = record;
    const asked = { tokenId, site, revokeOn, onNotFound, status: "armed" as const };
    const action = revokesOnCreate(revokeOn) ? "revoke" : "arm";
    return { action, record: { ...asked, ...omitUndefined({ evidence }) } };
  }
  return { action: "keep", record };
}
