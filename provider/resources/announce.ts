import { tellWithheld } from "../check/withheld-tokens";
import type { InputFailure } from "../schema/option-inputs";
import type { RevocationEntry } from "../schema/revocation-entry";
import { recordKey, type RevocationRecord } from "../schema/revocation-record";
import type { RevocationContext } from "../revocation/context";
import { describeToken } from "../revocation/look-ahead/describe-token";
import { lookAhead, type LookAhead } from "../revocation/look-ahead/look-ahead";
import type { PlannedToken, RevocationPlan } from "../revocation/plan";
import { describePlan, subjectOfPlan, type PlanHistory } from "../revocation/words/describe-plan";
import { byAccountSite } from "../messages/wording";
import type { Process } from "./revocation-contexts";

/** A plan that a person is to be told of, and what is known beside it. */
export interface Announcement {
  plan: RevocationPlan;
  history: PlanHistory;
  /** The list's file. */
  file?: string;
  /** The words of a list's entries, by token id. */
  entries?: Readonly<Record<string, RevocationEntry>>;
}

/** The means by which a person is told. */
export interface Announcer {
  process: Process;
  context: RevocationContext;
}

/**
 * Names the tokens that a run is about, what becomes of each, and what Datadog says of those that would be revoked.
 *
 * @returns the tokens that turn out to be protected, now that Datadog has told their names and owners.
 */
export async function announce(
  { plan, history, file, entries = {} }: Announcement,
  { process, context }: Announcer,
): Promise<InputFailure[]> {
  const { settings, log, clock } = process.session;
  const asking = plan.filter(({ action }) => action !== "keep" && action !== "forget");
  if (asking.length > 0) {
    await process.accountWarnings.giveIfNeeded(
      byAccountSite(asking.map(({ record }) => record)).map(([record]) => record),
    );
  }
  // The engine checks one resource after the other: once an update has begun to revoke, a look for each single token
  // would hold up the next one's.
  const isHeldUp = plan.length === 1 && process.readings.isWorkBegun;
  const isAskedFor = settings.describe() && !isHeldUp;
  const looked = isAskedFor ? plan.filter(isNewWork).map(({ record }) => record) : [];
  const look = looked.length === 0 ? undefined : await lookAhead(looked, context);
  // Only now: the answers to the questions above have told the rate limit, if there is one.
  await process.accountWarnings.warnOfExpiry(asking.map(({ record }) => record));
  const message = describePlan(subjectOfPlan(plan, file), locatedIn(plan, look), history, {
    detailsOf: ({ tokenId, ...record }) => {
      const observation = look?.observations.get(recordKey({ tokenId, ...record }));
      const found = entries[tokenId]?.foundAt ?? [];
      return [
        ...(observation === undefined ? [] : [describeToken(observation, clock.now())]),
        ...(found.length === 0 ? [] : [`found at ${found.join(", ")}`]),
      ];
    },
    lastUsedAt: (record) => look?.observations.get(recordKey(record))?.evidence?.lastUsedAt,
    unseen: unseenOf(looked, look),
  });
  if (message !== undefined) {
    await log.info(message);
  }
  const isProtected = look === undefined ? [] : protectedIn(looked, look, context);
  tellWithheld(
    isProtected.map(({ tokenId }) => tokenId),
    process.session,
  );
  return isProtected.map(({ reason }) => ({ property: "", reason }));
}

function unseenOf(looked: readonly RevocationRecord[], look: LookAhead | undefined): number | "all" {
  if (look === undefined) {
    return looked.length === 0 ? 0 : "all";
  }
  return [...look.observations.values()].filter(({ seen }) => seen === "notKnown").length;
}

/** Tells whether a token is new work: of what an earlier run began, the record says enough. */
function isNewWork({ action }: PlannedToken): boolean {
  return action === "revoke" || action === "arm";
}

function locatedIn(plan: RevocationPlan, look: LookAhead | undefined): RevocationPlan {
  return look === undefined
    ? plan
    : plan.map(({ action, record }) => ({ action, record: look.records.get(recordKey(record)) ?? record }));
}

function protectedIn(
  records: readonly RevocationRecord[],
  { observations }: LookAhead,
  { protection }: RevocationContext,
): { tokenId: string; reason: string }[] {
  return records.flatMap((record) => {
    const { name, ownerId } = observations.get(recordKey(record))?.evidence ?? {};
    const problem = protection({
      tokenId: record.tokenId,
      ...(name !== undefined && { name }),
      ...(ownerId !== undefined && { ownerId }),
    });
    return problem === undefined
      ? []
      : [{ tokenId: record.tokenId, reason: `the token "${record.tokenId}" ${problem}` }];
  });
}
