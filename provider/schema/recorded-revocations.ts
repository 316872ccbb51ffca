import { defaultAccount } from "../datadog/token/account-site";
import { unpackEntries } from "./codec/packed-entries";
import { recordsIn, type BatchState } from "./batch-state";
import { isRevocationType, isSingleType } from "./resource-types";
import type { RevocationEntry } from "./revocation-entry";
import { recordIn, type RevocationState } from "./revocation-state";
import type { RevocationRecord } from "./revocation-record";

/** A resource of a stack, as `pulumi stack export` or a policy shows it: its type, and its properties. */
export interface StackResource {
  type: string;
  props: Readonly<Record<string, unknown>>;
}

/**
 * Reads the records that a resource's outputs hold, one for each of its tokens; none for a resource of another kind.
 *
 * @throws Error if the record is damaged: it must not read as "nothing was revoked".
 */
export function recordedRevocations({ type, props }: StackResource): RevocationRecord[] {
  if (!isRevocationType(type)) {
    return [];
  }
  return isSingleType(type) ? [recordIn(props as unknown as RevocationState)] : recordsIn(props);
}

/** One token as a resource declares it. A value that a preview does not know yet throws only when it is read. */
export interface DeclaredToken extends Required<Pick<RevocationEntry, "site" | "revokeOn" | "onNotFound">> {
  readonly tokenId: string;
  readonly kind: "personal" | "service";
  /** Undefined for a personal token, and where it is left to be found. */
  readonly serviceAccountId: string | undefined;
  /** `default` if the program names none. */
  readonly account: string;
  readonly reason: string | undefined;
  readonly ticket: string | undefined;
  readonly foundAt: readonly string[];
}

/**
 * Reads which tokens a resource declares, from its inputs, which a preview shows of one that is created or changed, or
 * else from its outputs; none for a resource of another kind.
 */
export function declaredTokens({ type, props }: StackResource): DeclaredToken[] {
  if (!isRevocationType(type)) {
    return [];
  }
  if (isSingleType(type)) {
    return [declaredToken(() => props["tokenId"] as string, {}, props)];
  }
  const revocations = unpackEntries(props["revocations"]);
  const entries = (revocations ?? props["entries"] ?? {}) as Record<string, RevocationEntry>;
  const tokenIds =
    revocations === undefined
      ? recordsIn(props as unknown as BatchState).map(({ tokenId }) => tokenId)
      : Object.keys(entries);
  return tokenIds.map((tokenId) => declaredToken(() => tokenId, entries[tokenId] ?? {}, props));
}

function declaredToken(
  tokenId: () => string,
  entry: RevocationEntry,
  defaults: Readonly<Record<string, unknown>>,
): DeclaredToken {
  const valueOf = <Key extends keyof RevocationEntry>(key: Key) =>
    entry[key] ?? (defaults[key] as RevocationEntry[Key]);
  return {
    get tokenId() {
      return tokenId();
    },
    get kind() {
      return valueOf("kind") ?? "personal";
    },
    get serviceAccountId() {
      return valueOf("serviceAccountId");
    },
    get site() {
      return valueOf("site") as DeclaredToken["site"];
    },
    get account() {
      return valueOf("account") ?? defaultAccount;
    },
    get revokeOn() {
      return valueOf("revokeOn") ?? "both";
    },
    get onNotFound() {
      return valueOf("onNotFound") ?? "accept";
    },
    get reason() {
      return valueOf("reason");
    },
    get ticket() {
      return valueOf("ticket");
    },
    get foundAt() {
      return entry.foundAt ?? [];
    },
  };
}
