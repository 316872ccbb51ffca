import { isDeepStrictEqual } from "node:util";
import { defaultAccount } from "../datadog/token/account-site";
import { parseSite } from "../datadog/token/sites";
import { normalizeTokenId } from "../datadog/token/token-id";
import { isWorkLeft, planRevocations } from "../revocation/plan";
import { declaredIn, type BatchInputs } from "../schema/batch-inputs";
import { recordsIn, type BatchState } from "../schema/batch-state";
import type { RawInputs } from "../schema/option-inputs";
import { optionDefaults } from "../schema/options";
import { nonEmptyEntries } from "../schema/revocation-entry";
import { isForAnyAccount } from "../schema/revocation-record";
import type { RevocationState } from "../schema/revocation-state";
import { isUnknown } from "../schema/unknown";

const spellingOf: Record<string, (text: string) => string | undefined> = {
  tokenId: normalizeTokenId,
  serviceAccountId: normalizeTokenId,
  site: parseSite,
};

const updatedBy = ["revokeOn", "onNotFound", "verify", "reason", "ticket"] as const;

/** The consequence of a change of inputs: Pulumi's `DiffResult`, with the properties that changed. */
export interface RevocationDiff {
  changes: boolean;
  replaces: string[];
  /** Create before delete: the new token is revoked first, the record of the old one goes last. */
  deleteBeforeReplace: false;
}

/**
 * Compares what stands in the state with what the program asks for. Another token or site is another revocation and
 * replaces; options and the record's text update in place; another spelling is no change; what an earlier run left
 * unfinished is a change whatever the inputs say.
 */
export function diffRevocation(olds: RawInputs, news: RawInputs): RevocationDiff {
  const replaces = replacedBy(olds, news);
  return {
    changes:
      replaces.length > 0 || isUpdated(olds, news) || isUnfinished(olds) || isForAny(olds) !== isForAny(news),
    replaces,
    deleteBeforeReplace: false,
  };
}

/**
 * Compares a batch's records and words with what is declared now. Everything updates in place: a token on another site
 * is one that is taken out and a new one.
 */
export function diffBatch(olds: BatchState, news: BatchInputs): RevocationDiff {
  return {
    changes:
      isUnknown(news.revocations) ||
      isChanged("site", { ...olds }, { ...news }) ||
      isChanged("account", { ...olds }, { ...news }) ||
      isUpdated({ ...olds }, { ...news }) ||
      olds.evidence !== news.evidence ||
      olds.file !== news.file ||
      !isDeepStrictEqual(olds.entries ?? {}, nonEmptyEntries(news.revocations)) ||
      isWorkLeft(planRevocations(recordsIn(olds), declaredIn(news))),
    replaces: [],
    deleteBeforeReplace: false,
  };
}

/**
 * The properties whose change makes another revocation of it. A token that was declared for any account is the same one if
 * the program now names the account that showed it, and the other way round.
 */
function replacedBy(olds: RawInputs, news: RawInputs): string[] {
  const tokenId = [
    ...(isChanged("tokenId", olds, news) ? ["tokenId"] : []),
    ...(isOwnerChanged(olds, news) ? ["serviceAccountId"] : []),
  ];
  if (isForAny(news)) {
    return tokenId;
  }
  return [...tokenId, ...["account", "site"].filter((property) => isChanged(property, olds, news))];
}

/** Tells whether the program names another service account than the recorded one; naming the one that was found is no change. */
function isOwnerChanged(olds: RawInputs, news: RawInputs): boolean {
  return (
    news["serviceAccountId"] !== undefined &&
    olds["serviceAccountId"] !== undefined &&
    isChanged("serviceAccountId", olds, news)
  );
}

function isForAny({ account, anyAccount }: RawInputs): boolean {
  return isForAnyAccount({ account, anyAccount } as Parameters<typeof isForAnyAccount>[0]);
}

/** Tells whether an earlier run left something undone, as the outputs say: not verified yet, or no status at all. */
function isUnfinished(olds: Partial<RevocationState>): boolean {
  return olds.unfinished !== undefined || olds.status === undefined;
}

function isUpdated(olds: RawInputs, news: RawInputs): boolean {
  return updatedBy.some((property) => isChanged(property, olds, news));
}

function isChanged(property: string, olds: RawInputs, news: RawInputs): boolean {
  return canonical(property, olds[property]) !== canonical(property, news[property]);
}

function canonical(property: string, value: unknown): unknown {
  const present =
    value ?? (property === "account" ? defaultAccount : (optionDefaults as RawInputs)[property]);
  return typeof present === "string" ? (spellingOf[property]?.(present) ?? present) : present;
}
