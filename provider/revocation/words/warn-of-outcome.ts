import { DatadogError } from "../../datadog";
import { messages, warnings, type AlreadyRevokedSign } from "../../messages/warnings";
import { byAccountSite } from "../../messages/wording";
import { claimOf } from "../../schema/claim";
import { isUnlocated, recordKey, type RevocationRecord } from "../../schema/revocation-record";
import type { ObservedDelete } from "../../schema/revocation-status";
import { SkippedTokenError } from "../../tasks/skipped-token-error";
import type { RevocationContext } from "../context";
import { seenByAll } from "../any-account/seen-by-all";
import type { Observations, Sightings } from "../observation";
import { isSaidToBeDead, recordsOf, type RevocationPlan } from "../plan";
import type { TokenProcessor } from "../process-token";
import type { ProcessedToken } from "../revoke";

/** The work that was done, as far as a person has to be told of it. */
export interface Outcome {
  /** The plan before anything was seen. */
  planned: RevocationPlan;
  plan: RevocationPlan;
  processed: ReadonlyMap<string, ProcessedToken>;
  observations: Observations;
  sightings: Sightings;
  processor: Pick<TokenProcessor, "finalDeletes" | "stillDeclared">;
}

/** Tells what succeeded and may still not be what was meant: one warning for each kind and site. */
export async function warnOfOutcome(
  { planned, plan, processed, observations, sightings, processor }: Outcome,
  { log }: RevocationContext,
): Promise<void> {
  const alreadyRevoked = Map.groupBy(
    [...processed.values()].flatMap(({ record, observed }) =>
      observed && record.status === "alreadyRevoked" ? [{ record, sign: signOf(observed, record) }] : [],
    ),
    ({ sign }) => sign,
  );
  const removed = new Set(
    plan.filter(({ action }) => action === "remove").map(({ record }) => recordKey(record)),
  );
  for (const [sign, tokens] of alreadyRevoked) {
    const records = tokens.map(({ record }) => record);
    for (const isRemoved of [false, true]) {
      const alike = records.filter((record) => removed.has(recordKey(record)) === isRemoved);
      for (const ofSite of byAccountSite(alike)) {
        const settled = isRemoved ? "taken for" : "recorded as";
        await log.warn(
          isUnlocated(ofSite[0])
            ? warnings.notFoundAnywhere(ofSite, ofSite[0].accountsAsked ?? [], settled)
            : warnings.alreadyRevoked(ofSite, sign, settled),
        );
      }
    }
  }
  for (const ofSite of byAccountSite(armedButAbsent(plan, observations, sightings))) {
    await log.warn(warnings.armedButAbsent(ofSite));
  }
  for (const ofSite of byAccountSite(processor.stillDeclared)) {
    await log.warn(warnings.stillDeclared(ofSite));
  }
  const { finalDeletes } = processor;
  for (const [warning, tokens] of [
    ["aliveAtRemoval", aliveAtRemoval(planned, observations)],
    ["hitByRemoval", finalDeletes.hit],
  ] as const) {
    const done = tokens.filter((record) => isDone(processed.get(recordKey(record))));
    for (const [claim, records] of Map.groupBy(done, claimOf)) {
      for (const ofSite of byAccountSite(records)) {
        await log.warn(warnings[warning](ofSite, claim));
      }
    }
  }
  for (const ofSite of byAccountSite(finalDeletes.elsewhere)) {
    await log.warn(warnings.destroyedElsewhere(ofSite, ofSite[0].organization ?? ""));
  }
  for (const ofSite of byAccountSite(finalDeletes.unseen)) {
    await log.warn(
      warnings.notLookedFor(ofSite, "there was no answer, and then its DELETE was answered 404."),
    );
  }
  for (const ofSite of byAccountSite(revokedByRemoval(plan, processed))) {
    await log.info(messages.revokedByRemoval(ofSite));
  }
  for (const ofSite of byAccountSite(finalDeletes.failed)) {
    await log.warn(warnings.destroyedAnyway(ofSite, problemOf(ofSite[0].reason)));
  }
}

/** The words of an error without its advice: of a token that is proven gone, "may still be valid" would be wrong. */
function problemOf(error: Error): string {
  return error instanceof DatadogError || error instanceof SkippedTokenError ? error.problem : error.message;
}

function signOf(
  { seenBefore, answer }: ObservedDelete,
  { verifiedAt }: RevocationRecord,
): AlreadyRevokedSign {
  if (seenBefore === "alive") {
    return verifiedAt === undefined ? "aliveAndNotProven" : "aliveBefore";
  }
  return answer === "deleted" ? "goneBefore" : "notFound";
}

function revokedByRemoval(plan: RevocationPlan, processed: Outcome["processed"]): RevocationRecord[] {
  return plan.flatMap(({ action, record }) => {
    const after = processed.get(recordKey(record));
    const isRevoked = isDone(after) && after?.record.status === "revoked";
    return action === "remove" && record.status === "armed" && isRevoked ? [record] : [];
  });
}

/** Tells whether a token was dealt with, and nothing is left to be done for it; what is left is told as a failure. */
function isDone(token: ProcessedToken | undefined): boolean {
  return token !== undefined && token.record.unfinished === undefined;
}

/** The records of tokens that were alive when they were taken out, as they were before that was seen. */
function aliveAtRemoval(planned: RevocationPlan, observations: Observations): RevocationRecord[] {
  return planned
    .filter((each) => isSaidToBeDead(each) && observations.get(recordKey(each.record))?.seen === "alive")
    .map(({ record }) => record);
}

function armedButAbsent(
  plan: RevocationPlan,
  observations: Observations,
  sightings: Sightings,
): RevocationRecord[] {
  return recordsOf(plan.filter(({ action }) => action === "arm")).filter((record) => {
    const answers = seenByAll(record, observations, sightings);
    return answers.length > 0 && answers.every(({ seen }) => seen === "absent");
  });
}
