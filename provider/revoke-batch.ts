import type { TokenFailure } from "./batch-failure";
import type { BatchPlan } from "./batch-plan";
import { observeAll } from "./batch-observation";
import type { RecordedRevocation } from "./batch-record";
import { waitUntilAllGone } from "./batch-verification";
import type { OptionInputs } from "./option-inputs";
import { RevocationRefusedError, stillAliveMessage } from "./revocation-refused-error";
import type { ObservedDelete } from "./revocation-status";
import { ensureRevoked, isContradicted, type RevocationTools } from "./revoke-token";
import { runTokenTasks, type TaskOptions } from "./token-tasks";
import { warnings } from "./warnings";

/** What carrying out a batch's plan needs from outside. */
export type BatchTools = RevocationTools & TaskOptions;

/** What carrying out a plan came to: everything that was done, and each token that was not. */
export interface BatchOutcome {
  recorded: RecordedRevocation[];
  failures: TokenFailure[];
}

interface Revoked {
  record: RecordedRevocation;
  observed?: ObservedDelete;
}

/** Carries out a plan: observe, DELETE, verify, each for all tokens at once; what fails is told, and stops nothing else. */
export async function carryOut(
  plan: BatchPlan,
  options: OptionInputs,
  tools: BatchTools,
): Promise<BatchOutcome> {
  const goingOn = new Map(plan.goOn.map((record) => [record.tokenId, record]));
  const { seen, listed } = await observeAll([...plan.revoke, ...goingOn.keys(), ...plan.arm], tools);
  const revoked: Revoked[] = [];
  const removed: string[] = [];
  const revoke = async (tokenId: string) => {
    const before = goingOn.get(tokenId);
    const seenBefore = seen.get(tokenId) ?? "notKnown";
    // Gone on with, and gone by now: nothing is left to ask but the proof.
    if (before && seenBefore === "absent") return void revoked.push({ record: withoutMark(before) });
    const ensured = await ensureRevoked({ ...options, tokenId }, { seen: seenBefore }, tools, ownDeadline);
    const { status, revokedAt } = before ?? ensured.outcome;
    revoked.push({
      record: { tokenId, status, ...(revokedAt && { revokedAt }) },
      observed: ensured.observed,
    });
  };
  const remove = async ({ tokenId, verifiedAt }: RecordedRevocation) => {
    try {
      await tools.client.revoke(tokenId, ownDeadline);
    } catch (error) {
      if (verifiedAt === undefined || !(error instanceof Error)) throw error;
      await tools.log.warn(warnings.destroyedAnyway({ tokenId, site: options.site }, error.message));
    }
    removed.push(tokenId);
  };
  const failures = await runTokenTasks(
    [
      ...[...plan.revoke, ...goingOn.keys()].map((tokenId) => ({ tokenId, run: () => revoke(tokenId) })),
      ...plan.remove.map((record) => ({ tokenId: record.tokenId, run: () => remove(record) })),
    ],
    tools,
  );
  const proven = options.verify
    ? await verifyAll(revoked, listed, options, tools, failures)
    : revoked.map(recordOf);
  await warnOfAlreadyRevoked(revoked, options, tools);
  return {
    recorded: [
      ...plan.keep,
      ...plan.arm.map((tokenId): RecordedRevocation => ({ tokenId, status: "armed" })),
      ...proven,
      ...unsettled([...plan.goOn, ...plan.remove], [...proven.map(({ tokenId }) => tokenId), ...removed]),
    ],
    failures,
  };
}

/** The deadline is each token's own: it does not run while the token waits its turn. */
const ownDeadline = { deadlineRunsWhileWaiting: false } as const;

async function verifyAll(
  revoked: readonly Revoked[],
  listed: ReadonlySet<string>,
  { site }: OptionInputs,
  { client, clock, log }: BatchTools,
  failures: TokenFailure[],
): Promise<RecordedRevocation[]> {
  const tokenIds = revoked.map(({ record }) => record.tokenId);
  const { gone, alive, problem } = await waitUntilAllGone(client, tokenIds, listed, { clock });
  const unproven = tokenIds.filter((tokenId) => !gone.has(tokenId) && !alive.has(tokenId));
  if (problem && unproven.length > 0)
    await log.warn(warnings.manyUnverified(unproven, site, problem.message));
  return revoked.flatMap(({ record, observed }): RecordedRevocation[] => {
    const { tokenId } = record;
    const goneAt = gone.get(tokenId);
    if (goneAt) return [{ ...record, verifiedAt: goneAt.toISOString() }];
    if (!alive.has(tokenId)) return [record];
    if (observed && isContradicted(observed)) {
      failures.push({ tokenId, reason: RevocationRefusedError.aliveButNotFound({ tokenId, site }) });
      return [];
    }
    failures.push({ tokenId, reason: new Error(stillAliveMessage({ tokenId, site })) });
    return [{ ...record, unfinished: "verification" }];
  });
}

async function warnOfAlreadyRevoked(
  revoked: readonly Revoked[],
  { site }: OptionInputs,
  { log }: BatchTools,
): Promise<void> {
  const tokenIds = revoked
    .filter(({ record }) => record.status === "alreadyRevoked")
    .map(({ record }) => record.tokenId);
  if (tokenIds.length > 0) await log.warn(warnings.manyAlreadyRevoked(tokenIds, site));
}

function withoutMark({ unfinished: _, ...record }: RecordedRevocation): RecordedRevocation {
  return record;
}

function recordOf({ record }: Revoked): RecordedRevocation {
  return record;
}

/** What stays in the record as it was: its turn failed, and the next run asks again. */
function unsettled(
  records: readonly RecordedRevocation[],
  settledIds: readonly string[],
): RecordedRevocation[] {
  const settled = new Set(settledIds);
  return records.filter(({ tokenId }) => !settled.has(tokenId));
}
