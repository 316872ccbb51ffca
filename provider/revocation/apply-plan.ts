import { omitUndefined } from "../datadog/token/omit-undefined";
import { recordKey, type RevocationRecord } from "../schema/revocation-record";
import type { TokenFailure } from "../tasks/run-tasks";
import { bySite, type NamedToken } from "../messages/wording";
import type { RevocationContext } from "./context";
import { observe, type Observations } from "./observe";
import type { PlannedToken, RevocationPlan } from "./plan";
import { isToBeObserved, TokenProcessor, type ProcessedToken } from "./process-token";
import { RevocationRefusedError } from "./revocation-refused-error";
import { isContradicted } from "./revoke";
import { waitUntilGone } from "./verify";
import { warnings } from "../messages/warnings";
import { warnOfOutcome } from "./warn-of-outcome";

/** The outcome of a plan: everything that is known now, and each token that was not dealt with. */
export interface AppliedPlan {
  records: RevocationRecord[];
  failures: TokenFailure[];
}

type Processed = Map<string, ProcessedToken>;

/**
 * Applies a plan: observe, DELETE, verify, each for all tokens at once; what fails is told, and stops nothing else. A
 * token that failed stays in the record as it was, a new one as armed: so the next run asks for it, also a destroy.
 */
export async function applyPlan(
  plan: RevocationPlan,
  { verify }: { verify: boolean },
  context: RevocationContext,
): Promise<AppliedPlan> {
  const work = plan.filter(isWork);
  const observations = await observe(
    plan.filter(isToBeObserved).map(({ record }) => record),
    context,
  );
  const processor = new TokenProcessor(observations, context);
  const processed: Processed = new Map();
  const failures = await context.runTasks(
    work.map((planned) => ({
      ...nameOf(planned.record),
      run: async () => {
        processed.set(recordKey(planned.record), await processor.process(planned));
      },
    })),
  );
  if (verify) {
    failures.push(...(await verifyAll(processed, observations, context)));
  }
  await warnOfOutcome({ plan, processed, observations, processor }, context);
  return { records: recordsAfter(plan, processed, observations, failures), failures };
}

function isWork({ action }: PlannedToken): boolean {
  return action === "revoke" || action === "resume" || action === "remove";
}

/** Asks until the tokens are gone, and notes it in their records; the failures are those that are still alive. */
async function verifyAll(
  processed: Processed,
  observations: Observations,
  context: RevocationContext,
): Promise<TokenFailure[]> {
  const open = [...processed.values()].filter(({ isToBeVerified }) => isToBeVerified);
  const ofSites = bySite(open.map(({ record }) => record)).map((records) =>
    verifySite(records, processed, observations, context),
  );
  return (await Promise.all(ofSites)).flat();
}

async function verifySite(
  records: readonly [RevocationRecord, ...RevocationRecord[]],
  processed: Processed,
  observations: Observations,
  { client, clock, log }: RevocationContext,
): Promise<TokenFailure[]> {
  const listed = records.filter((record) => observations.get(recordKey(record))?.isListed);
  const { gone, alive, problem } = await waitUntilGone(
    client(records[0].site),
    records.map(({ tokenId }) => tokenId),
    { clock, listedBefore: new Set(listed.map(({ tokenId }) => tokenId)) },
  );
  const failures: TokenFailure[] = [];
  const unproven: RevocationRecord[] = [];
  for (const record of records) {
    const key = recordKey(record);
    const at = gone.get(record.tokenId);
    if (at !== undefined) {
      note(processed, key, { verifiedAt: at.toISOString() });
    } else if (alive.has(record.tokenId)) {
      failures.push({ ...nameOf(record), reason: aliveAfterDelete(processed, key, record) });
    } else {
      unproven.push(record);
    }
  }
  const [first, ...others] = unproven;
  if (problem && first) {
    await log.warn(warnings.verificationUnavailable([first, ...others], problem.message));
  }
  return failures;
}

/** Notes that a token outlived its DELETE, or forgets the DELETE if it never hit the token. */
function aliveAfterDelete(processed: Processed, key: string, record: RevocationRecord): Error {
  const observed = processed.get(key)?.observed;
  if (observed && isContradicted(observed)) {
    processed.delete(key);
    return RevocationRefusedError.aliveButNotFound(record);
  }
  note(processed, key, { unfinished: "verification" });
  return RevocationRefusedError.stillAlive(record);
}

function note(processed: Processed, key: string, news: Partial<RevocationRecord>): void {
  const token = processed.get(key);
  if (token) {
    processed.set(key, { ...token, record: { ...token.record, ...news } });
  }
}

/** Everything that is known now: a removed token only if it could not be dealt with. */
function recordsAfter(
  plan: RevocationPlan,
  processed: Processed,
  observations: Observations,
  failures: readonly TokenFailure[],
): RevocationRecord[] {
  const failed = new Set(failures.map(recordKey));
  return plan.flatMap(({ action, record }) => {
    const key = recordKey(record);
    switch (action) {
      case "keep":
        return [record];
      case "arm":
        return [withEvidence(record, observations)];
      case "forget":
        return [];
      case "remove":
        return processed.has(key) && !failed.has(key) ? [] : [processed.get(key)?.record ?? record];
      case "revoke":
      case "resume":
        return [processed.get(key)?.record ?? record];
    }
  });
}

function nameOf({ tokenId, site }: RevocationRecord): NamedToken {
  return { tokenId, site };
}

function withEvidence(record: RevocationRecord, observations: Observations): RevocationRecord {
  const { evidence = record.evidence } = observations.get(recordKey(record)) ?? {};
  return { ...record, ...omitUndefined({ evidence }) };
}
