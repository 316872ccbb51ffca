import { omitUndefined } from "../../provider/datadog/token/omit-undefined";
import { recordsIn, type BatchState } from "../../provider/schema/batch-state";
import type { RevocationEntry } from "../../provider/schema/revocation-entry";
import type { RevocationRecord } from "../../provider/schema/revocation-record";

/** One token of a batch or a list: what became of it, and what its entry says. Times are ISO 8601 UTC. */
export type BatchedRevocation = Pick<
  RevocationRecord,
  | "tokenId"
  | "kind"
  | "serviceAccountId"
  | "site"
  | "account"
  | "accountsAsked"
  | "organization"
  | "status"
  | "revokedAt"
  | "verifiedAt"
  | "notFoundAt"
  | "unfinished"
  | "seenBy"
  | "evidence"
> &
  Pick<RevocationEntry, "reason" | "ticket" | "foundAt">;

/** The tokens that a batch's state tells of, sorted by account, site and id. */
export function revocationsIn(state: Partial<BatchState>): BatchedRevocation[] {
  return recordsIn(state).map((record) => {
    const { revokeOn: _, onNotFound: __, anyAccount: ___, ...said } = record;
    const { reason, ticket, foundAt } = state.entries?.[record.tokenId] ?? {};
    return { ...said, ...omitUndefined({ reason, ticket, foundAt }) };
  });
}
