import { applyPlan } from "../revocation/apply-plan";
import { isProvenGone } from "../revocation/final-deletes";
import { findLiving } from "../revocation/look-ahead/find-living";
import { planRemoval, recordsOf, type RevocationPlan } from "../revocation/plan";
import { failureMessage } from "../revocation/words/failure-message";
import { recordsIn, type BatchState } from "../schema/batch-state";
import type { RevocationRecord } from "../schema/revocation-record";
import { removalContext, type Process } from "./revocation-contexts";
import { isAboutCredentials, withStoredConfigurationHint } from "./user-facing-errors";

/**
 * Removes a whole batch or list. What is not proven gone is asked to go first. What is proven is looked for, and only what is
 * alive all the same is asked to go, too: of thousands, a DELETE each would take long.
 *
 * @throws Error if something is left to be done: the engine then keeps the resource.
 */
export async function removeBatch(state: BatchState, process: Process): Promise<void> {
  const plan = planRemoval(recordsIn(state)).filter(({ action }) => action === "remove");
  const proven = recordsOf(plan).filter(isProvenGone);
  const open = plan.filter(({ record }) => !isProvenGone(record));
  const context = removalContext(process);
  // Once the run's own token is dead, nothing can be looked for.
  const isOwnAmong = open.some(({ record }) => context.ownToken(record.tokenId) !== undefined);
  if (!isOwnAmong) {
    await removeAll(open, recordsOf(open), state, process);
  }
  const living = planRemoval(await findLiving(proven, context));
  await removeAll(isOwnAmong ? [...living, ...open] : living, recordsOf(plan), state, process);
}

/** @param tokens - those of which a failure tells how many are done. */
async function removeAll(
  plan: RevocationPlan,
  tokens: readonly RevocationRecord[],
  state: BatchState,
  process: Process,
): Promise<void> {
  if (plan.length === 0) {
    return;
  }
  process.checker.countRevocations(plan, state.file);
  await withStoredConfigurationHint(async () => {
    const { failures, untold } = await applyPlan(plan, state, removalContext(process));
    const open = [...failures, ...untold];
    if (open.length > 0) {
      throw new Error(failureMessage(open, { tokens, next: "destroy" }), {
        cause: open.map(({ reason }) => reason).find(isAboutCredentials),
      });
    }
  });
}
