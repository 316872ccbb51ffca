import { isDeepStrictEqual } from "node:util";
import { parseSite } from "../datadog/token/sites";
import { normalizeTokenId } from "../datadog/token/token-id";
import { isWorkLeft, planRevocations } from "../revocation/plan";
import { declaredIn, type BatchInputs } from "../schema/batch-inputs";
import { recordsIn, type BatchState } from "../schema/batch-state";
import type { RawInputs } from "../schema/option-inputs";
import { optionDefaults } from "../schema/options";
import { wordyEntries } from "../schema/revocation-entry";
import type { RevocationState } from "../schema/revocation-state";
import { isUnknown } from "../schema/unknown";

const spellingOf: Record<string, (text: string) => string | undefined> = {
  tokenId: normalizeTokenId,
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
  const replaces = ["tokenId", "site"].filter((property) => isChanged(property, olds, news));
  return {
    changes: replaces.length > 0 || isUpdated(olds, news) || isUnfinished(olds),
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
      isUpdated({ ...olds }, { ...news }) ||
      olds.evidence !== news.evidence ||
      olds.file !== news.file ||
      !isDeepStrictEqual(olds.entries ?? {}, wordyEntries(news.revocations)) ||
      isWorkLeft(planRevocations(recordsIn(olds), declaredIn(news))),
    replaces: [],
    deleteBeforeReplace: false,
  };
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
  const present = value ?? (optionDefaults as RawInputs)[property];
  return typeof present === "string" ? (spellingOf[property]?.(present) ?? present) : present;
}
