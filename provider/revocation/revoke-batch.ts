import type { TokenFailure } from "./failure-message";
import type { BatchPlan } from "./batch-plan";
import { observeAll } from "./batch-observation";
import type { RecordedRevocation } from "../schema/batch-record";
import { BatchRun } from "./batch-run";
import { waitUntilAllGone } from "./batch-verification";
import type { OptionInputs } from "../schema/option-inputs";
import { RevocationRefusedError, stillAliveMessage } from "./revocation-refused-error";
import { isContradicted, type RevocationTools } from "./revoke-token";
import { runTokenTasks, type TaskOptions } from "../tasks/run-tasks";
import { warnings } from "../messages/warnings";

/** What carrying out a batch's plan needs from outside. */
export type BatchTools = RevocationTools & TaskOptions;

/** What carrying out a plan came to: everything that is known now, and each token that was not dealt with. */
export interface BatchOutcome {
  recorded: RecordedRevocation[];
  failures: TokenFailure[];
}

/**
 * Carries out a plan: observe, DELETE, verify, each for all tokens at once; what fails is told, and stops nothing else.
 * A token that failed stays in the record as it was, a new one as armed: so the next run asks for it, also a destroy.
 */
export async function carryOut(
  plan: BatchPlan,
  options: OptionInputs,
  tools: BatchTools,
): Promise<BatchOutcome> {
  const work = [...plan.revoke, ...plan.goOn, ...plan.remove];
  const open = work.filter(({ verifiedAt }) => verifiedAt === undefined);
  const { seen, listed } = await observeAll([...open, ...plan.arm].map(idOf), tools);
  const run = new BatchRun(options, tools, seen);
  const failures = await runTokenTasks(
    work.map((record) => ({ tokenId: record.tokenId, run: () => run.dealWith(record) })),
    tools,
  );
  if (options.verify) {
    failures.push(...(await verifyAll(run, listed, options, tools)));
  }
  await warnOf(
    run,
    plan.arm.map(idOf).filter((tokenId) => seen.get(tokenId) === "absent"),
    options,
    tools,
  );
  const failed = new Set(failures.map(idOf));
  const isDropped = new Set(plan.remove.map(idOf).filter((tokenId) => !failed.has(tokenId)));
  const dealtWith = work
    .filter(({ tokenId }) => !isDropped.has(tokenId))
    .map((record) => run.revoked.get(record.tokenId)?.record ?? record);
  return { recorded: [...plan.keep, ...plan.arm, ...dealtWith], failures };
}

/** Asks until the tokens are gone, and notes it in their records; the failures are those that are still alive. */
async function verifyAll(
  run: BatchRun,
  listed: ReadonlySet<string>,
  { site }: OptionInputs,
  { client, clock, log }: BatchTools,
): Promise<TokenFailure[]> {
  const tokenIds = [...run.revoked.keys()];
  const { gone, alive, problem } = await waitUntilAllGone(client, tokenIds, listed, { clock });
  const unproven = tokenIds.filter((tokenId) => !gone.has(tokenId) && !alive.has(tokenId));
  if (problem && unproven.length > 0) {
    await log.warn(warnings.manyUnverified(unproven, site, problem.message));
  }
  for (const [tokenId, at] of gone) {
    run.note(tokenId, { verifiedAt: at.toISOString() });
  }
  return [...alive].map((tokenId): TokenFailure => {
    const observed = run.revoked.get(tokenId)?.observed;
    if (observed && isContradicted(observed)) {
      run.revoked.delete(tokenId);
      return { tokenId, reason: RevocationRefusedError.aliveButNotFound({ tokenId, site }) };
    }
    run.note(tokenId, { unfinished: "verification" });
    return { tokenId, reason: new Error(stillAliveMessage({ tokenId, site })) };
  });
}

async function warnOf(
  run: BatchRun,
  armedButAbsent: readonly string[],
  { site }: OptionInputs,
  { log }: BatchTools,
): Promise<void> {
  const alreadyRevoked = [...run.revoked.values()].filter(
    ({ isNews, record }) => isNews && record.status === "alreadyRevoked",
  );
  if (alreadyRevoked.length > 0) {
    await log.warn(
      warnings.manyAlreadyRevoked(
        alreadyRevoked.map(({ record }) => record.tokenId),
        site,
      ),
    );
  }
  if (armedButAbsent.length > 0) {
    await log.warn(warnings.manyArmedButAbsent(armedButAbsent, site));
  }
  const [first] = run.unanswered;
  if (first) {
    await log.warn(warnings.manyDestroyedAnyway(run.unanswered.map(idOf), site, first.reason.message));
  }
}

function idOf({ tokenId }: { tokenId: string }): string {
  return tokenId;
}
