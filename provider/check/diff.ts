import { normalizeTokenId, parseSite } from "../datadog";
import type { RawInputs } from "../schema/option-inputs";
import { optionDefaults } from "../schema/options";
import type { RevocationState } from "../schema/revocation-state";

const spellingOf: Record<string, (text: string) => string | undefined> = {
  tokenId: normalizeTokenId,
  site: parseSite,
};

const updatedBy = ["revokeOn", "onNotFound", "verify", "reason", "ticket"] as const;

/** What a change of inputs does to a revocation: Pulumi's `DiffResult`, with the properties that changed. */
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
  const options = diffOptions(olds, news);
  const isOtherToken = isChanged("tokenId", olds, news);
  return {
    ...options,
    changes: isOtherToken || options.changes || isUnfinished(olds),
    replaces: [...(isOtherToken ? ["tokenId"] : []), ...options.replaces],
  };
}

/** The part of the diff that single revocations and batches share. */
export function diffOptions(olds: RawInputs, news: RawInputs): RevocationDiff {
  const replaces = isChanged("site", olds, news) ? ["site"] : [];
  const updates = updatedBy.some((property) => isChanged(property, olds, news));
  return { changes: replaces.length > 0 || updates, replaces, deleteBeforeReplace: false };
}

/** Whether an earlier run left something undone, as the outputs say: not verified yet, or no status at all. */
export function isUnfinished(olds: Partial<RevocationState>): boolean {
  return olds.unfinished !== undefined || olds.status === undefined;
}

function isChanged(property: string, olds: RawInputs, news: RawInputs): boolean {
  return canonical(property, olds[property]) !== canonical(property, news[property]);
}

function canonical(property: string, value: unknown): unknown {
  const present = value ?? (optionDefaults as RawInputs)[property];
  return typeof present === "string" ? (spellingOf[property]?.(present) ?? present) : present;
}
