import { accountSiteKey, defaultAccount, type AccountSite } from "../../datadog";
import type { AskedAccount, RevocationRecord } from "../../schema/revocation-record";

/** The organisations that answer now, by `accountSiteKey`; undefined for one that could not be told. */
export type AnsweringOrganizations = ReadonlyMap<string, string | undefined>;

/** The accounts that were asked, and the organisation of each, as far as it could be told. */
export function askedAccounts(
  accounts: readonly AccountSite[],
  organizations: AnsweringOrganizations,
): AskedAccount[] {
  return accounts.map((each) => {
    const organization = organizations.get(accountSiteKey(each));
    return { account: each.account ?? defaultAccount, ...(organization !== undefined && { organization }) };
  });
}

/** Tells whether an account's organisation is told now in which a token that waits for its end was not looked for. */
export function isNewlyPlaced(
  record: RevocationRecord,
  accounts: readonly AccountSite[],
  organizations: AnsweringOrganizations,
): boolean {
  const placed = accounts.filter((each) => organizations.get(accountSiteKey(each)) !== undefined);
  return isNewlyAskable(record, placed, organizations);
}

/** Tells whether there is an account or an organisation now that has not been asked for a token that none knew. */
export function isNewlyAskable(
  { accountsAsked = [] }: RevocationRecord,
  accounts: readonly AccountSite[],
  organizations: AnsweringOrganizations,
): boolean {
  return askedAccounts(accounts, organizations).some(
    ({ account, organization }) =>
      !accountsAsked.some(
        (asked) =>
          asked.account === account && (organization === undefined || asked.organization === organization),
      ),
  );
}
