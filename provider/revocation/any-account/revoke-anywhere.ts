import { accountSiteKey, isCredentialsError, type AccountSite } from "../../datadog";
import { tokenOwnerOf } from "../../datadog/token/token-owner";
import type { RevocationRecord } from "../../schema/revocation-record";
import { askedAccounts } from "./accounts-asked";
import type { RevocationContext } from "../context";
import type { Sighting } from "../observation";
import type { EndTurn } from "../../tasks/run-tasks";
import { inAccount } from "./locate";
import { RevocationRefusedError } from "../revocation-refused-error";
import { hadNoEffect, revoke, type ProcessedToken, type RevokedToken } from "../revoke";

/**
 * Revokes a token that is declared for any account:
 *
 * | the accounts | comes to |
 * |---|---|
 * | one shows the token | its DELETE; if that account may not revoke, that of the next one that shows it |
 * | none shows it, and one answers its DELETE with 204 | revoked there |
 * | all answer 404 | accepted on a 404 of all, not proven |
 * | one could not be asked, and no other knew it | an error that names the one |
 *
 * @param endTurn - called once every account has answered its DELETE.
 * @throws DatadogError if the account that shows the token did not revoke it; RevocationRefusedError likewise.
 */
export async function revokeAnywhere(
  record: RevocationRecord,
  sightings: readonly Sighting[],
  context: RevocationContext,
  endTurn: EndTurn,
): Promise<ProcessedToken> {
  const living = sightings.filter(({ observation }) => observation.seen === "alive");
  if (living.length === 0) {
    return askEverywhere(record, sightings, context, endTurn);
  }
  const revoked = await revokeWhereAlive(record, living, context);
  return { ...revoked, isToBeVerified: true, hadNoEffect: hadNoEffect(revoked.observed) };
}

/** The record of a token that is declared for any account, once one has shown it. */
export function locatedRecord(record: RevocationRecord, accountSite: AccountSite): RevocationRecord {
  return { ...inAccount(record, accountSite), anyAccount: true };
}

async function revokeWhereAlive(
  record: RevocationRecord,
  living: readonly Sighting[],
  context: RevocationContext,
): Promise<RevokedToken> {
  let refusal: unknown;
  for (const { accountSite, observation } of living) {
    try {
      return await revoke(locatedRecord(record, accountSite), observation, context);
    } catch (error) {
      if (!isCredentialsError(error)) {
        throw error;
      }
      refusal ??= error;
    }
  }
  throw refusal;
}

interface Failure {
  accountSite: AccountSite;
  reason: Error;
}

async function askEverywhere(
  record: RevocationRecord,
  sightings: readonly Sighting[],
  context: RevocationContext,
  endTurn: EndTurn,
): Promise<ProcessedToken> {
  const failures: Failure[] = [];
  const unanswered = new Set(sightings);
  const answeredBy = (sighting: Sighting) => () => {
    unanswered.delete(sighting);
    if (unanswered.size === 0) {
      endTurn();
    }
  };
  const answers: (RevokedToken & { accountSite: AccountSite })[] = [];
  await Promise.all(
    sightings.map(async (sighting) => {
      const { accountSite, observation } = sighting;
      // A 404 of one account alone is no error, whatever one of all is.
      const inThisOne = { ...locatedRecord(record, accountSite), onNotFound: "accept" as const };
      try {
        const revoked = await revoke(inThisOne, observation, context, answeredBy(sighting));
        answers.push({ ...revoked, accountSite });
      } catch (reason) {
        answeredBy(sighting)();
        if (!(reason instanceof Error) || isAboutOwner(reason)) {
          throw reason;
        }
        failures.push({ accountSite, reason });
      }
    }),
  );
  const hit = answers.find(({ record: { notFoundAt } }) => notFoundAt === undefined);
  if (hit !== undefined) {
    const { record: revoked, observed } = hit;
    return {
      record: { ...revoked, onNotFound: record.onNotFound },
      observed,
      isToBeVerified: true,
      hadNoEffect: hadNoEffect(observed),
    };
  }
  const [first] = answers;
  if (failures.length > 0 || first === undefined) {
    throw RevocationRefusedError.notAskedEverywhere(
      record,
      failures,
      answers.map(({ accountSite }) => accountSite),
    );
  }
  if (record.onNotFound === "fail") {
    throw RevocationRefusedError.unknownToken(record);
  }
  return { record: notFoundRecord(record, answers), observed: first.observed, isToBeVerified: false };
}

function notFoundRecord(
  record: RevocationRecord,
  answers: readonly (RevokedToken & { accountSite: AccountSite })[],
): RevocationRecord {
  const { tokenId, site, account, revokeOn, onNotFound } = record;
  const organizations = new Map(
    answers.map(({ accountSite, record }) => [accountSiteKey(accountSite), record.organization]),
  );
  return {
    tokenId,
    site,
    ...(account !== undefined && { account }),
    ...tokenOwnerOf(record),
    revokeOn,
    onNotFound,
    status: "alreadyRevoked",
    notFoundAt:
      answers
        .map(({ record: { notFoundAt = "" } }) => notFoundAt)
        .sort()
        .at(-1) ?? "",
    accountsAsked: askedAccounts(
      answers.map(({ accountSite }) => accountSite),
      organizations,
    ).sort((one, other) => (one.account < other.account ? -1 : 1)),
  };
}

/** An account that shows the token with another owner has been asked, and its word is the one that counts. */
function isAboutOwner(reason: unknown): boolean {
  return reason instanceof RevocationRefusedError && reason.isAboutOwner;
}
