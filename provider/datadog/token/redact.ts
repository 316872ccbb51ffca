import { aliasLength, tokenParts } from "./token-parts";

/** The text in place of anything secret. */
export const redacted = "[REDACTED]";

/*
 * Greedy on purpose: a damaged token (wrong lengths, letters in another case) is still a leaked one.
 * Group 1 is the prefix, 2 the alias, 3 the secret.
 */
const tokenTextPattern = new RegExp(`(${tokenParts.prefix})([0-9a-z]*)(?:_([0-9a-z_-]+))?`, "gi");

/**
 * A text in which every token's secret part is replaced: `ddpat_<ALIAS>_[REDACTED]`, likewise `ddsat_…`.
 *
 * The alias is public and stays, so that one can tell which token was meant; digits beyond an alias's 22 may be the
 * secret's, so an alias that is too long goes as well (`ddpat_[REDACTED]`). Public portions alone are left as they are.
 */
export function redactTokenText(text: string): string {
  return text.replace(
    tokenTextPattern,
    (match, prefix: string, alias: string, secret: string | undefined) => {
      if (alias.length > aliasLength) {
        return `${prefix}${redacted}`;
      }
      return secret === undefined ? match : `${prefix}${alias}_${redacted}`;
    },
  );
}

/** True if a text holds anything like a token's whole text: a prefix, an alias and at least a part of a secret. */
export function containsTokenText(text: string): boolean {
  return redactTokenText(text) !== text;
}

/** The places of a text at which a token's text stands, secret part and all, with its public portion if that can be told. */
export function tokenTextsIn(text: string): { offset: number; publicPortion: string | undefined }[] {
  return [...text.matchAll(tokenTextPattern)]
    .filter(([match]) => containsTokenText(match))
    .map(({ index, 1: prefix = "", 2: alias = "" }) => ({
      offset: index,
      publicPortion: alias.length === aliasLength ? `${prefix}${alias}` : undefined,
    }));
}
