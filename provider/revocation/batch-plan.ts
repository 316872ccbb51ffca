import type { RecordedRevocation } from "../schema/batch-record";
import type { BatchInputs } from "../schema/batch-inputs";
import { recordedIn } from "../schema/batch-state";
import { diffOptions, type RevocationDiff } from "../check/diff";
import { revokesOnCreate, revokesOnDelete, type RevokeOn } from "../schema/options";
import type { RawInputs } from "../schema/option-inputs";
import { isUnknown } from "../schema/unknown";

/** What is to be done to which token of a batch. */
export interface BatchPlan {
  /** Not revoked yet, or armed and no longer waiting for the end. */
  revoke: RecordedRevocation[];
  /** To be revoked at the end of the batch's life. */
  arm: RecordedRevocation[];
  /** Revoked, but not seen dead: to be gone on with. */
  goOn: RecordedRevocation[];
  /** No longer wanted: one more DELETE, then out of the record. */
  remove: RecordedRevocation[];
  /** No longer wanted, and nothing to ask. */
  forget: RecordedRevocation[];
  /** Done: to be left alone. */
  keep: RecordedRevocation[];
}

/** Compares what is recorded with what is wanted; what is not recorded is to be done, whatever the old inputs said. */
export function planBatch(
  recorded: readonly RecordedRevocation[],
  { tokenIds, revokeOn, verify }: Pick<BatchInputs, "tokenIds" | "revokeOn" | "verify">,
  formerRevokeOn: RevokeOn = revokeOn,
): BatchPlan {
  const wanted = new Set(tokenIds);
  const known = new Map(recorded.map((each) => [each.tokenId, each]));
  const plan: BatchPlan = { revoke: [], arm: [], goOn: [], remove: [], forget: [], keep: [] };
  for (const tokenId of wanted) {
    const record = known.get(tokenId);
    const isNow = revokesOnCreate(revokeOn);
    if (record === undefined) {
      (isNow ? plan.revoke : plan.arm).push({ tokenId, status: "armed" });
    } else if (record.status === "armed" && isNow) {
      plan.revoke.push(record);
    } else if (record.unfinished && verify) {
      plan.goOn.push(record);
    } else {
      plan.keep.push(finished(record));
    }
  }
  const removal = revokesOnDelete(formerRevokeOn) ? plan.remove : plan.forget;
  removal.push(...recorded.filter(({ tokenId }) => !wanted.has(tokenId)));
  return plan;
}

/** What is left to do at the end of a batch's life: what is not known to be gone is asked for once more. */
export function planOfDestroy(unproven: readonly RecordedRevocation[]): BatchPlan {
  return {
    revoke: [],
    arm: [],
    goOn: [],
    remove: [...unproven],
    forget: [],
    keep: [],
  };
}

/** Another site is another organisation and replaces; everything else updates in place. */
export function diffBatch(olds: RawInputs, news: RawInputs): RevocationDiff {
  const options = diffOptions(olds, news);
  return { ...options, changes: options.changes || isWorkLeft(olds, news) };
}

function isWorkLeft(olds: RawInputs, news: RawInputs): boolean {
  const { tokenIds } = news;
  if (!Array.isArray(tokenIds) || tokenIds.some(isUnknown)) {
    return true;
  }
  const { keep: _keep, ...work } = planBatch(recordedIn(olds), news as unknown as BatchInputs);
  return Object.values(work).some((tokens) => tokens.length > 0);
}

function finished({ unfinished: _, ...record }: RecordedRevocation): RecordedRevocation {
  return record;
}
