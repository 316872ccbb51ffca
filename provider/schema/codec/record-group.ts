import { anyAccount } from "../../datadog/token/account-site";
import { omitUndefined } from "../../datadog/token/omit-undefined";
import type { Site } from "../../datadog/token/sites";
import { isUnlocated, type AskedAccount, type RevocationRecord } from "../revocation-record";

/** The part of a record that it shares with others of its batch: whom it was asked of. */
export type RecordGroup = Pick<
  RevocationRecord,
  | "site"
  | "organization"
  | "account"
  | "anyAccount"
  | "accountsAsked"
  | "kind"
  | "serviceAccountId"
  | "seenBy"
>;

const absent = "-";
/** The beginning of the last part of a service account's tokens. */
const serviceMark = "service:";
/** The beginning of the last part of all that somebody saw, or left open. */
const seenMark = "user:";

/**
 * The key under which the records of one organisation stand in a batch's state, parts with a space between them:
 *
 * | declared for            | key                                                             |
 * |-------------------------|-----------------------------------------------------------------|
 * | the account `default`   | site, or site and organisation                                  |
 * | another account         | site, organisation or `-`, account                              |
 * | any, found in one       | site, organisation or `-`, account, `any`                       |
 * | any, found in none      | site, `-`, `any`, `prod=<organisation>,eu`: who was asked       |
 *
 * Tokens of a service account have one more part, `service:<its id>`, or `service:` as long as that is not known. Tokens that
 * somebody saw alive, or left unfinished, have `user:<id>` as their last part, if it is known whose credentials did.
 */
export function encodeGroup(record: RecordGroup): string {
  return [
    encodeAccount(record),
    ...(record.kind === undefined ? [] : [`${serviceMark}${record.serviceAccountId ?? ""}`]),
    ...(record.seenBy === undefined ? [] : [`${seenMark}${record.seenBy}`]),
  ].join(" ");
}

function encodeAccount(record: RecordGroup): string {
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
  const parts = key.split(" ");
  const seenBy = parts.at(-1)?.startsWith(seenMark) ? parts.pop()?.slice(seenMark.length) : undefined;
  const service = parts.at(-1)?.startsWith(serviceMark) ? parts.pop() : undefined;
  const serviceAccountId = service?.slice(serviceMark.length);
  const [site, organization, account, last] = parts as [Site, string?, string?, string?];
  const isNowhere = account === anyAccount;
  return {
    site,
    ...omitUndefined({
      kind: service === undefined ? undefined : ("service" as const),
      serviceAccountId: serviceAccountId === "" ? undefined : serviceAccountId,
      organization: organization === absent ? undefined : organization,
      account,
      anyAccount: !isNowhere && last === anyAccount ? (true as const) : undefined,
      seenBy,
      accountsAsked: isNowhere && last !== undefined ? decodeAsked(last) : undefined,
    }),
  };
}

function encodeAsked(asked: readonly AskedAccount[]): string {
  return asked
    .map(({ account, organization }) =>
      organization === undefined ? account : `${account}=${encodeURIComponent(organization)}`,
    )
    .join(",");
}

function decodeAsked(text: string): AskedAccount[] {
  return text.split(",").map((each) => {
    const [account = "", organization] = each.split("=");
    return { account, ...(organization !== undefined && { organization: decodeURIComponent(organization) }) };
  });
}
