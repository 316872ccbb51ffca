import type { Site } from "../datadog/token/sites";
import { omitUndefined } from "../datadog/token/omit-undefined";
import { recordKey, type RevocationRecord } from "../schema/revocation-record";
import type { TokenFailure } from "../tasks/run-tasks";
import type { NamedToken } from "../messages/wording";
import type { RevocationContext } from "./context";
import { observe, type Observations } from "./observe";
import type { PlannedToken, RevocationPlan } from "./plan";
import { isToBeObserved, TokenProcessor, type ProcessedTokens } from "./process-token";
import { verifyTokens } from "./verify-tokens";
import { warnOfOutcome } from "./warn-of-outcome";

/** The outcome of a plan: everything that is known now, and each token that was not dealt with. */
export interface AppliedPlan {
  records: RevocationRecord[];
  failures: TokenFailure[];
  /** Tokens whose death was not told: work for the next `up`, and no failure but of a destroy, after which none comes. */
  untold: TokenFailure[];
}

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
  askWhoAnswers(plan, context);
  const observations = await observe(
    plan.filter(isToBeObserved).map(({ record }) => record),
    context,
  );
  const processor = new TokenProcessor(observations, context);
  const processed: ProcessedTokens = new Map();
  const failures = await context.runTasks(
    work.map((planned) => ({
      ...nameOf(planned.record),
      run: async () => {
        const token = await processor.process(planned);
        // After a removal nobody asks any more, so it is verified whatever the program says of verification.
        const isToBeVerified = token.isToBeVerified && (verify || planned.action === "remove");
        processed.set(recordKey(planned.record), { ...token, isToBeVerified });
      },
    })),
  );
  const { alive, untold } = await verifyTokens(processed, observations, context);
  failures.push(...alive);
  await warnOfOutcome({ plan, processed, observations, processor }, context);
  const organizations = await organizationsOf(plan, context);
  const open = [...failures, ...untold];
  return { records: recordsAfter(plan, { processed, observations, open, organizations }), failures, untold };
}

/** Begins to ask for the organisations beside the first requests, so that nothing has to wait for them later. */
function askWhoAnswers(plan: RevocationPlan, { organizationAt }: RevocationContext): void {
  for (const site of new Set(plan.filter(isWork).map(({ record }) => record.site))) {
    // Whoever needs the answer asks again and is told what went wrong.
    organizationAt(site).catch(() => undefined);
  }
}

function isWork({ action }: PlannedToken): boolean {
  return action === "revoke" || action === "resume" || action === "remove";
}

/** The organisations in which tokens are armed, by site. */
async function organizationsOf(
  plan: RevocationPlan,
  { organizationAt }: RevocationContext,
): Promise<Map<Site, string | undefined>> {
  const sites = new Set(plan.filter(({ action }) => action === "arm").map(({ record }) => record.site));
  return new Map(
    await Promise.all([...sites].map(async (site) => [site, await organizationAt(site)] as const)),
  );
}

interface Results {
  processed: ProcessedTokens;
  observations: Observations;
  /** Tokens that failed, or whose death was not told. */
  open: readonly TokenFailure[];
  organizations: ReadonlyMap<Site, string | undefined>;
}

/** Everything that is known now: a removed token only if something is left to be done for it. */
function recordsAfter(
  plan: RevocationPlan,
  { processed, observations, open, organizations }: Results,
): RevocationRecord[] {
  const isOpen = new Set(open.map(recordKey));
  return plan.flatMap(({ action, record }) => {
    const key = recordKey(record);
    switch (action) {
      case "keep":
        return [record];
      case "arm":
        return [withEvidence(record, observations, organizations.get(record.site))];
      case "forget":
        return [];
      case "remove":
        return processed.has(key) && !isOpen.has(key) ? [] : [processed.get(key)?.record ?? record];
      case "revoke":
      case "resume":
        return [processed.get(key)?.record ?? record];
    }
  });
}

function nameOf({ tokenId, site }: RevocationRecord): NamedToken {
  return { tokenId, site };
}

function withEvidence(
  record: RevocationRecord,
  observations: Observations,
  organization: string | undefined,
): RevocationRecord {
  const { evidence = record.evidence } = observations.get(recordKey(record)) ?? {};
  return { ...record, ...omitUndefined({ evidence, organization }) };
}
