import { isUnlocated, recordKey, type RevocationRecord } from "../schema/revocation-record";
import type { TokenFailure } from "../tasks/run-tasks";
import { byAccountSite } from "../messages/wording";
import { ConfigurationError } from "../session/configuration-error";
import type { RevocationContext } from "./context";
import { look } from "./any-account/look";
import { armedRecords, misdirectedArms, unaskableArms } from "./arming/armed-records";
import { isProvenGone } from "./final-deletes";
import { loweredRecord, withoutEvidence, type Observations } from "./observation";
import { observe } from "./observe";
import { isSaidToBeDead, isToBeObserved, recordsOf, type PlannedToken, type RevocationPlan } from "./plan";
import { TokenProcessor } from "./process-token";
import type { ProcessedTokens } from "./revoke";
import { RevocationRefusedError } from "./revocation-refused-error";
import { isAddressed } from "./service-tokens/token-address";
import { verifyTokens } from "./verify-tokens";
import { warnOfOutcome } from "./words/warn-of-outcome";

/** The outcome of a plan: everything that is known now, and each token that was not dealt with. */
export interface AppliedPlan {
  records: RevocationRecord[];
  failures: TokenFailure[];
  /** Tokens whose death was not told: work for the next `up`, and no failure but of a destroy, after which none comes. */
  untold: TokenFailure[];
}

/** The way a plan is applied. */
export interface ApplyOptions {
  verify: boolean;
  /** `false`: what is seen of the tokens is not recorded. @defaultValue true */
  evidence?: boolean;
}

/**
 * Applies a plan, or a part of one: observe, DELETE, verify, each for all tokens at once; what fails is told, and stops nothing else. A
 * token that failed stays in the record as it was, a new one as armed: so the next run asks for it, also a destroy. One of which
 * nothing was known and that turns out to be protected is not recorded, so that it can be taken out again.
 */
export async function applyPart(
  planned: RevocationPlan,
  { verify, evidence = true }: ApplyOptions,
  context: RevocationContext,
): Promise<AppliedPlan> {
  askWhoAnswers(planned, context);
  const [{ sightings, records, ...looked }, saidToBeDead] = await Promise.all([
    look(
      recordsOf(planned.filter((each) => isToBeObserved(each) && !isDeclaredElsewhere(each, context))),
      context,
    ),
    lookAgain(recordsOf(planned.filter(isSaidToBeDead)), context),
  ]);
  const observed = new Map([...looked.observations, ...saidToBeDead]);
  const observations = evidence ? observed : withoutEvidence(observed);
  const plan = planned.map((each): PlannedToken => {
    const key = recordKey(each.record);
    const isOutlived = isSaidToBeDead(each) || each.record.unfinished !== undefined;
    const isAlive = observations.get(key)?.seen === "alive";
    const record = isOutlived && isAlive ? loweredRecord(each.record, {}) : (records.get(key) ?? each.record);
    return { action: each.action, record };
  });
  const work = plan.filter(isWork);
  for (const { record } of work) {
    context.readings.forget(record);
  }
  const processor = new TokenProcessor(observations, sightings, context);
  const processed: ProcessedTokens = new Map();
  const skipped = await context.runTasks({
    of: work.toSorted((one, other) => needsOf(one) - needsOf(other)),
    tokenOf: ({ record }) => record,
    run: async (each, endTurn) => {
      const token = await processor.process(each, endTurn);
      // A removed token is never asked for again, so it is verified even if the program says `verify: false`.
      const isToBeVerified = token.isToBeVerified && (verify || each.action === "remove");
      processed.set(recordKey(each.record), { ...token, isToBeVerified });
    },
  });
  const failures = processor.finalDeletes.takeOver(skipped, work);
  const { alive, untold } = await verifyTokens(processed, observations, context);
  await tellUnplaced(processed, context);
  failures.push(...alive, ...misdirectedArms(plan, observations), ...unaskableArms(plan, context));
  await warnOfOutcome({ planned, plan, processed, observations, sightings, processor }, context);
  const withheld = failures.filter(isAboutProtection);
  context.tellWithheld(withheld.map(({ tokenId }) => tokenId));
  const armed = await armedRecords(plan, observations, context);
  const open = [...failures, ...untold];
  const isWithheld = new Set(withheld.map(recordKey));
  const keys = plan.map(({ record }) => recordKey(record));
  const dropped = new Set(keys.filter((key, index) => isWithheld.has(key) && isUnrecorded(planned[index])));
  return { records: recordsAfter(plan, { processed, open, dropped, armed }), failures, untold };
}

/** Looks at tokens that are recorded as dead. That they can't be asked for is no reason to keep what is proven. */
async function lookAgain(
  records: readonly RevocationRecord[],
  context: RevocationContext,
): Promise<Observations> {
  try {
    return await observe(
      records.filter((record) => !isUnlocated(record)),
      context,
    );
  } catch (error) {
    if (error instanceof ConfigurationError) {
      return new Map();
    }
    throw error;
  }
}

/** The order of the DELETEs: tokens that need nothing beforehand come first, those for which a list has to be read come last. */
function needsOf({ action, record }: PlannedToken): number {
  return isAddressed(record) ? Number(action !== "revoke") : 2;
}

/** Begins to ask for the organisations beside the first requests, so that nothing has to wait for them later. */
function askWhoAnswers(plan: RevocationPlan, { organizationSoFar, accounts }: RevocationContext): void {
  const accountSites = plan
    .filter(isWork)
    .flatMap(({ record }) => (isUnlocated(record) ? accounts() : [record]));
  for (const [accountSite] of byAccountSite(accountSites)) {
    // Whoever needs the answer asks again and is told what went wrong.
    organizationSoFar(accountSite).catch(() => undefined);
  }
}

/** Warns of credentials whose organisation nobody can tell, also if no verification has asked for it. */
async function tellUnplaced(
  processed: ProcessedTokens,
  { organizationAt }: RevocationContext,
): Promise<void> {
  const unplaced = [...processed.values()].filter(
    ({ record, observed, isToBeVerified }) =>
      observed !== undefined && !isToBeVerified && record.organization === undefined && !isUnlocated(record),
  );
  for (const [record] of byAccountSite(unplaced.map(({ record }) => record))) {
    await organizationAt(record);
  }
}

/**
 * Tells whether a token is taken out here that the run declares elsewhere, and that is not proven gone: nothing is asked for it,
 * so that an account which is gone, since it has another name now, holds nothing up.
 */
function isDeclaredElsewhere({ action, record }: PlannedToken, { isDeclared }: RevocationContext): boolean {
  return action === "remove" && record.verifiedAt === undefined && isDeclared(record);
}

/** True for a token of which no earlier run has seen or recorded anything, which it may have to end. */
function isUnrecorded(planned: PlannedToken | undefined): boolean {
  const { evidence, organization, seenBy } = planned?.record ?? {};
  return evidence === undefined && organization === undefined && seenBy === undefined;
}

function isAboutProtection({ reason }: TokenFailure): boolean {
  return reason instanceof RevocationRefusedError && reason.isAboutProtection;
}

/** Tells whether something is asked of Datadog for a token beyond a look. */
export function isWork({ action }: PlannedToken): boolean {
  return action === "revoke" || action === "resume" || action === "remove";
}

interface Results {
  processed: ProcessedTokens;
  /** Tokens that failed, or whose death was not told. */
  open: readonly TokenFailure[];
  /** Tokens that leave no record, by `recordKey`. */
  dropped: ReadonlySet<string>;
  /** The records of the tokens that were armed, by `recordKey`. */
  armed: ReadonlyMap<string, RevocationRecord>;
}

/** Everything that is known now: a removed token only if something is left to be done for it. */
function recordsAfter(
  plan: RevocationPlan,
  { processed, open, dropped, armed }: Results,
): RevocationRecord[] {
  const isOpen = new Set(open.map(recordKey));
  return plan.flatMap(({ action, record }) => {
    const key = recordKey(record);
    switch (action) {
      case "keep":
        return [record];
      case "arm":
        return [armed.get(key) ?? record];
      case "forget":
        return [];
      case "remove":
        return (processed.has(key) || isProvenGone(record)) && !isOpen.has(key)
          ? []
          : [processed.get(key)?.record ?? record];
      case "revoke":
        return dropped.has(key) ? [] : [processed.get(key)?.record ?? record];
      case "resume":
        return [processed.get(key)?.record ?? record];
    }
  });
}
