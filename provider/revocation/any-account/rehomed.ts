import { anyAccount, defaultAccount } from "../../datadog";
import { omitUndefined } from "../../datadog/token/omit-undefined";
import { isAccepted } from "../../schema/claim";
import {
  isUnlocated,
  recordKey,
  type DeclaredRevocation,
  type RevocationRecord,
} from "../../schema/revocation-record";

/**
 * The records as the declarations name their accounts: the same token is meant if one names the account in which a token
 * was found that had been declared for any, and the other way round. An account that did not know the token is only the first
 * one that was asked of any.
 */
export function rehomed(
  records: readonly RevocationRecord[],
  declared: readonly DeclaredRevocation[],
): RevocationRecord[] {
  const wanted = new Set(declared.map(recordKey));
  return records.map((record) => {
    if (wanted.has(recordKey(record)) || isUnlocated(record)) {
      return record;
    }
    const other = record.anyAccount === true ? asNamed(record) : asAny(record);
    return wanted.has(recordKey(other)) ? other : record;
  });
}

function asNamed({ anyAccount: _, ...record }: RevocationRecord): RevocationRecord {
  return record;
}

function asAny({ account = defaultAccount, ...record }: RevocationRecord): RevocationRecord {
  if (!isAccepted(record)) {
    return { ...record, account, anyAccount: true };
  }
  const { organization, ...unlocated } = record;
  const accountsAsked = [{ account, ...omitUndefined({ organization }) }];
  return { ...unlocated, account: anyAccount, accountsAsked };
}
