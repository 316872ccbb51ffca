import type { AccessToken, DatadogClient } from "../../datadog";
import { omitUndefined } from "../../datadog/token/omit-undefined";
import { tokenOwnerOf, type TokenOwner } from "../../datadog/token/token-owner";
import type { RevocationRecord } from "../../schema/revocation-record";
import type { RevocationContext } from "../context";
import { RevocationRefusedError } from "../revocation-refused-error";

/** The part of a call's options that says below whom a token is asked for. */
export type TokenAddress = Pick<NonNullable<Parameters<DatadogClient["find"]>[1]>, "serviceAccountId">;

/**
 * Finds out where a token is asked for: a service account's below its account, which the list tells if nobody else did.
 *
 * @returns undefined if the whole list was read and does not show the token: like a 404, these credentials do not know it.
 * @throws RevocationRefusedError if the list shows a token of the other kind, or could not be read completely.
 */
export async function addressOf(
  record: RevocationRecord,
  { directory }: Pick<RevocationContext, "directory">,
): Promise<TokenAddress | undefined> {
  const { kind, serviceAccountId } = record;
  if (kind === undefined) {
    return {};
  }
  if (serviceAccountId !== undefined) {
    return { serviceAccountId };
  }
  const entry = await directory(record).entryOf(record.tokenId);
  switch (entry.kind) {
    case "listed": {
      const owner = ownerOf(entry.token);
      if (owner.serviceAccountId === undefined) {
        throw RevocationRefusedError.otherOwner(record, owner);
      }
      return { serviceAccountId: owner.serviceAccountId };
    }
    case "notListed":
      return undefined;
    case "unknown":
      throw RevocationRefusedError.accountNotFound(record, entry.problem);
  }
}

/** Tells whether a token can be asked for again: one that no list shows has no address. */
export function isAddressed({ kind, serviceAccountId }: TokenOwner): boolean {
  return kind === undefined || serviceAccountId !== undefined;
}

/** The address of a token that the list shows: of a service account's below the one that owns it. */
export function addressOnList({ kind, serviceAccountId }: TokenOwner, token: AccessToken): TokenAddress {
  return kind === undefined
    ? {}
    : omitUndefined({ serviceAccountId: serviceAccountId ?? ownerOf(token).serviceAccountId });
}

/** A token, and below whom it is asked for, as far as its record tells. */
export function addressedToken({
  tokenId,
  serviceAccountId,
}: RevocationRecord): { tokenId: string } & TokenAddress {
  return { tokenId, ...omitUndefined({ serviceAccountId }) };
}

/**
 * Asks the list, before a 404 is believed, whether the token is there all the same, as one that another endpoint knows. A
 * list that can't be read is no reason to disbelieve it.
 *
 * @throws RevocationRefusedError if the list shows the token with another owner.
 */
export async function refuseOtherOwner(
  record: RevocationRecord,
  { directory }: Pick<RevocationContext, "directory">,
): Promise<void> {
  const entry = await directory(record).entryOf(record.tokenId);
  if (entry.kind === "listed" && isOfOtherOwner(record, entry.token)) {
    throw RevocationRefusedError.otherOwner(record, ownerOf(entry.token));
  }
}

/** Tells whether a token that Datadog describes is one that the record's endpoint does not know. */
export function isOfOtherOwner({ kind, serviceAccountId }: TokenOwner, token: AccessToken): boolean {
  const owner = ownerOf(token);
  return (
    kind !== owner.kind ||
    (serviceAccountId !== undefined &&
      owner.serviceAccountId !== undefined &&
      serviceAccountId !== owner.serviceAccountId)
  );
}

/** The owner of a token as Datadog describes it: of a service account's its id, if it is told. */
export function ownerOf({ kind, ownerId }: AccessToken): TokenOwner {
  return kind === undefined
    ? {}
    : tokenOwnerOf({ kind, ...(ownerId && { serviceAccountId: ownerId.toLowerCase() }) });
}
