import { omitUndefined } from "../../provider/datadog/token/omit-undefined";
import { normalizeTokenId } from "../../provider/datadog/token/token-id";
import type { BatchTokenProblem } from "../../provider/schema/batch-inputs";
import type { RevocationEntry } from "../../provider/schema/revocation-entry";
import { tokenSourceOf, type TokenSource } from "./token-source";

/** The inputs that name a batch's tokens to the provider: an entry for each, and a problem for each wrong argument. */
export interface BatchSources {
  revocations: Record<string, RevocationEntry>;
  tokenProblems?: BatchTokenProblem[];
}

/** Reads a batch's resolved arguments `tokenIds` and `tokens`, which together are a set: the leaked texts stay in here. */
export function batchSourcesOf(ids: unknown, texts: unknown): BatchSources {
  const revocations = new Map<string, RevocationEntry>();
  const tokenProblems: BatchTokenProblem[] = [];
  const read = (
    property: BatchTokenProblem["property"],
    list: unknown,
    sourceOf: (each: unknown) => TokenSource,
  ) => {
    if (!Array.isArray(list)) {
      return void tokenProblems.push({ property, problem: "notAList" });
    }
    for (const [index, each] of (list as unknown[]).entries()) {
      const { tokenId, tokenProblem, ...owner } = sourceOf(each);
      const normalized = tokenId === undefined ? undefined : normalizeTokenId(tokenId);
      if (normalized === undefined) {
        tokenProblems.push({ property, index, problem: tokenProblem ?? "notAnId" });
      } else {
        revocations.set(normalized, { ...revocations.get(normalized), ...owner });
      }
    }
  };
  read("tokenIds", ids, ownedTokenOf);
  read("tokens", texts, (text) => tokenSourceOf(undefined, text));
  return {
    revocations: Object.fromEntries([...revocations].sort(([one], [other]) => (one < other ? -1 : 1))),
    ...(tokenProblems.length > 0 && { tokenProblems }),
  };
}

/** The token of an id, or of an id with its owner; a wrong owner is passed on for `check` to report. */
function ownedTokenOf(given: unknown): TokenSource {
  if (typeof given !== "object" || given === null) {
    return tokenSourceOf(given, undefined);
  }
  const { tokenId, kind, serviceAccountId } = given as Partial<TokenSource>;
  return { ...tokenSourceOf(tokenId, undefined), ...omitUndefined({ kind, serviceAccountId }) };
}
