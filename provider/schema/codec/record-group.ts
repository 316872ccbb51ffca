import { anyAccount } from "../../datadog/token/account-site";
import { omitUndefined } from "../../datadog/token/omit-undefined";
import type { Site } from "../../datadog/token/sites";
import { isUnlocated, type AskedAccount, type RevocationRecord } from "../revocation-record";

/** The part of a record that it shares with others of its batch: whom it was asked of. */
export type RecordGroup = Pick<
  RevocationRecord,
  "site" | "organization" | "account" | "anyAccount" | "accountsAsked"
>;

const absent = "-";

/**
 * The key under which the records of one organisation stand in a batch's state, parts with a space between them:
 *
 * | declared for            | key                                                             |
 * |-------------------------|-----------------------------------------------------------------|
 * | the account `default`   | site, or site and organisation                                  |
 * | another account         | site, organisation or `-`, account                              |
 * | any, found in one       | site, organisation or `-`, account, `any`                       |
 * | any, found in none      | site, `-`, `any`, `prod=<organisation>,eu`: who was asked       |
 */
export function encodeGroup(record: RecordGroup): string {
  const { site, organization, account, anyAccount: isAny, accountsAsked = [] } = record;
  if (isUnlocated(record)) {
    return [site, absent, anyAccount, ...(accountsAsked.length > 0 ? [encodeAsked(accountsAsked)] : [])].join(
      " ",
    );
  }
  if (account === undefined) {
    return organization === undefined ? site : `${site} ${organization}`;
  }
  return [site, organization ?? absent, account, ...(isAny === true ? [anyAccount] : [])].join(" ");
}

/** Reads what `encodeGroup` wrote. */
export function decodeGroup(key: string): RecordGroup {
  const [site, organization, account, last] = key.split(" ") as [Site, string?, string?, string?];
  const isNowhere = account === anyAccount;
  return {
    site,
    ...omitUndefined({
      organization: organization === absent ? undefined : organization,
      account,
      anyAccount: !isNowhere && last === anyAccount ? (true as const) : undefined,
      accountsAsked: isNowhere && last !== undefined ? decodeAsked(last) : undefined,
    }),
  };
}

function encodeAsked(asked: readonly AskedAccount[]): string {
  return asked
    .map(({ account, organization }) => (organization === undefined ? account : `${account}=${organization}`))
    .join(",");
}

function decodeAsked(text: string): AskedAccount[] {
  return text.split(",").map((each) => {
    const [account = "", organization] = each.split("=");
    return { account, ...omitUndefined({ organization }) };
  });
}
