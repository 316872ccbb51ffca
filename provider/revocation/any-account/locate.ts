import type { AccountSite } from "../../datadog";
import { isUnlocated, recordKey, type RevocationRecord } from "../../schema/revocation-record";
import type { RevocationContext } from "../context";
import type { Observations, Sighting, Sightings } from "../observation";
import { observe, type SecondsFor } from "../observe";

/** Asks all accounts for the tokens that are declared for any of them and that none has shown yet. */
export async function locate(
  records: readonly RevocationRecord[],
  context: RevocationContext,
  secondsFor?: SecondsFor,
): Promise<Sightings> {
  const { readings } = context;
  const all = records.filter(isUnlocated);
  const unlocated = all.filter((record) => readings.sightingsOf(record) === undefined);
  const read = all.flatMap((record) => {
    const sightings = readings.sightingsOf(record);
    return sightings === undefined ? [] : [[recordKey(record), sightings] as const];
  });
  if (unlocated.length === 0) {
    return new Map(read);
  }
  const inAccounts = await Promise.all(
    context.accounts().map(async (accountSite) => ({
      accountSite,
      observations: await observeIn(accountSite, unlocated, context, secondsFor),
    })),
  );
  return new Map([
    ...read,
    ...unlocated.map((record): [string, readonly Sighting[]] => [
      recordKey(record),
      inAccounts.map(({ accountSite, observations }) => ({
        accountSite,
        observation: observations.get(recordKey(inAccount(record, accountSite))) ?? { seen: "notKnown" },
      })),
    ]),
  ]);
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
  secondsFor: SecondsFor | undefined,
): Promise<Observations> {
  try {
    return await observe(
      records.map((record) => inAccount(record, accountSite)),
      context,
      secondsFor,
    );
  } catch {
    return new Map();
  }
}
