import type { AccountSite } from "../../datadog";
import { isUnlocated, recordKey, type RevocationRecord } from "../../schema/revocation-record";
import type { RevocationContext } from "../context";
import { observe, type Observation, type Observations } from "../observe";

/** A token in one account, before anything was done. */
export interface Sighting {
  accountSite: AccountSite;
  observation: Observation;
}

/** The sightings of tokens that are declared for any account, in each of the accounts, by `recordKey`. */
export type Sightings = ReadonlyMap<string, readonly Sighting[]>;

/** Asks all accounts for the tokens that are declared for any of them and that none has shown yet. */
export async function locate(
  records: readonly RevocationRecord[],
  context: RevocationContext,
): Promise<Sightings> {
  const unlocated = records.filter(isUnlocated);
  if (unlocated.length === 0) {
    return new Map();
  }
  const inAccounts = await Promise.all(
    context.accounts().map(async (accountSite) => ({
      accountSite,
      observations: await observeIn(accountSite, unlocated, context),
    })),
  );
  return new Map(
    unlocated.map((record) => [
      recordKey(record),
      inAccounts.map(({ accountSite, observations }) => ({
        accountSite,
        observation: observations.get(recordKey(inAccount(record, accountSite))) ?? { seen: "notKnown" },
      })),
    ]),
  );
}

/** The record of a token that is declared for any account, as that of one of them. */
export function inAccount(
  { anyAccount: _, accountsAsked: __, account: ___, ...record }: RevocationRecord,
  accountSite: AccountSite,
): RevocationRecord {
  return { ...record, ...accountSite };
}

/** An account without credentials can't be asked, which is no reason not to ask the others. */
async function observeIn(
  accountSite: AccountSite,
  records: readonly RevocationRecord[],
  context: RevocationContext,
): Promise<Observations> {
  try {
    return await observe(
      records.map((record) => inAccount(record, accountSite)),
      context,
    );
  } catch {
    return new Map();
  }
}
