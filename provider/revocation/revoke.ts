import type { CallOptions, RevokeResult } from "../datadog";
import { omitUndefined } from "../datadog/token/omit-undefined";
import type { RevocationRecord } from "../schema/revocation-record";
import { outcomeOf, type DeleteAnswer, type ObservedDelete } from "../schema/revocation-status";
import type { EndTurn } from "../tasks/run-tasks";
import type { RevocationContext } from "./context";
import type { Observation } from "./observation";
import { isWithinSight, organizationNotFinding, wasSeen } from "./organization";
import { RevocationRefusedError } from "./revocation-refused-error";
import { addressOf, refuseOtherOwner } from "./service-tokens/token-address";

/** A DELETE that was answered: the record that it comes to, and what that was read from. */
export interface RevokedToken {
  record: RevocationRecord;
  observed: ObservedDelete;
}

/** A token that was dealt with, as far as it can be without verification. */
export interface ProcessedToken {
  record: RevocationRecord;
  /** `true` if Datadog has still to be asked whether the token is gone. */
  isToBeVerified: boolean;
  /** The DELETE that the status was read from; absent if an earlier run's status stands. */
  observed?: ObservedDelete;
  /** The answer to a DELETE from which no status was read. */
  answer?: DeleteAnswer;
  /** `true` if the DELETE was answered 404: a token that is alive after it is none that these credentials can revoke. */
  hadNoEffect?: boolean;
}

/** The tokens of a run that were dealt with, by `recordKey`. */
export type ProcessedTokens = Map<string, ProcessedToken>;

/**
 * Calls the DELETE and reads its response in the light of what was seen before. The organisation is asked for after it, so
 * that the question never delays a revocation: a 204 decides by itself, whosever it is.
 *
 * @param endTurn - called once the DELETE is answered.
 * @throws DatadogError if the DELETE failed; RevocationRefusedError if nothing says that it hit the token and that is not
 * accepted, or if the record is another organisation's, or of a token that others saw and these credentials may not see.
 */
export async function revoke(
  declared: RevocationRecord,
  { seen, evidence = declared.evidence, otherOwner }: Observation,
  context: RevocationContext,
  endTurn: EndTurn = () => undefined,
): Promise<RevokedToken> {
  if (otherOwner !== undefined) {
    throw RevocationRefusedError.otherOwner(declared, otherOwner);
  }
  const record = { ...declared, ...(await addressOf(declared, context)) };
  const { tokenId, kind, serviceAccountId, site, account, anyAccount, revokeOn, onNotFound } = record;
  const { outcome: answer, lostAttempts } = await sendDelete(record, context);
  endTurn();
  const answeredAt = new Date(context.clock.now()).toISOString();
  const observed: ObservedDelete = { seenBefore: seen, answer, lostAttempt: lostAttempts > 0 };
  const { status, isHit } = outcomeOf(observed);
  if (!isHit) {
    await refuseOtherOwner(record, context);
  }
  if (!isHit && onNotFound === "fail") {
    throw RevocationRefusedError.unknownToken(record);
  }
  const organization = isHit
    ? await context.organizationSoFar(record)
    : await organizationNotFinding(record, context);
  if (!isHit && wasSeen(declared)) {
    await isWithinSight(declared, context);
  }
  const seenBy = seen === "alive" ? await context.userAt(record) : undefined;
  return {
    record: {
      tokenId,
      site,
      revokeOn,
      onNotFound,
      status,
      ...omitUndefined({
        kind,
        serviceAccountId,
        revokedAt: status === "revoked" ? answeredAt : undefined,
        notFoundAt: isHit ? undefined : answeredAt,
        organization,
        evidence,
        seenBy,
        account,
        anyAccount,
      }),
    },
    observed,
  };
}

/**
 * Calls the DELETE of a token; of a service account's that no list shows there is none to call, which is like a 404.
 *
 * @throws DatadogError if it failed; RevocationRefusedError if it can't be told below which account the token is.
 */
export async function sendDelete(
  record: RevocationRecord,
  context: RevocationContext,
  options: CallOptions = {},
): Promise<RevokeResult> {
  const { client, deadlineIncludesQueueTime } = context;
  const address = await addressOf(record, context);
  if (address === undefined) {
    return { outcome: "notFound", attempts: 0, lostAttempts: 0 };
  }
  // The client's own default counts the time in the queue.
  const own = deadlineIncludesQueueTime ? {} : { deadlineIncludesQueueTime };
  return client(record).revoke(record.tokenId, { ...address, ...own, ...options });
}

/** Tells whether a DELETE certainly had no effect: a 404, and no attempt before it whose response was lost. */
export function hadNoEffect({
  answer,
  lostAttempt,
}: Pick<ObservedDelete, "answer" | "lostAttempt">): boolean {
  return answer === "notFound" && !lostAttempt;
}
