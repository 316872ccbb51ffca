import { revokesOnCreate, revokesOnDelete } from "../schema/options";
import { omitUndefined } from "../datadog/token/omit-undefined";
import { recordKey, type DeclaredRevocation, type RevocationRecord } from "../schema/revocation-record";

/**
 * The work that a token asks for.
 *
 * | action | token | requests |
 * |---|---|---|
 * | `revoke` | declared, not revoked yet, or armed and no longer waiting for its end | observe, DELETE, verify |
 * | `arm` | declared, to be revoked when it is taken out or destroyed | observe |
 * | `resume` | its DELETE was accepted and it was still called alive | observe, DELETE if it is alive, verify |
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

/** Compares what is recorded with what is declared; what is not recorded is to be done, whatever the old inputs said. */
export function planRevocations(
  records: readonly RevocationRecord[],
  declared: readonly DeclaredRevocation[],
  { verify }: { verify: boolean },
): RevocationPlan {
  const known = new Map(records.map((record) => [recordKey(record), record]));
  const wanted = new Set(declared.map(recordKey));
  const removed = records.filter((record) => !wanted.has(recordKey(record)));
  return [
    ...declared.map((each) => planOf(each, known.get(recordKey(each)), verify)),
    ...planRemoval(removed),
  ];
}

/** Plans the end of tokens that are no longer declared. */
export function planRemoval(records: readonly RevocationRecord[]): RevocationPlan {
  return records.map((record) => ({
    action: revokesOnDelete(record.revokeOn) ? "remove" : "forget",
    record,
  }));
}

/** Tells whether a plan asks for anything, or takes anything out of the record. */
export function isWorkLeft(plan: RevocationPlan): boolean {
  return plan.some(({ action }) => action !== "keep");
}

function planOf(
  declared: DeclaredRevocation,
  known: RevocationRecord | undefined,
  verify: boolean,
): PlannedToken {
  const record: RevocationRecord = { status: "armed", ...known, ...declared };
  if (record.status === "armed") {
    if (revokesOnCreate(declared.revokeOn)) {
      return { action: "revoke", record };
    }
    return { action: known === undefined ? "arm" : "keep", record };
  }
  if (record.unfinished !== undefined && verify) {
    return { action: "resume", record };
  }
  // Whoever asks for no proof gives up what was still to be proven.
  return { action: "keep", record: omitUndefined({ ...record, unfinished: undefined }) };
}
