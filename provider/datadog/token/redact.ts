import { redacted, type Secret } from "../http/secret";

/*
 * Greedy on purpose: a damaged token (wrong lengths, letters in another case) is still a leaked one.
 * Group 1 is the prefix, 2 the alias, 3 the secret.
 */
const tokenTextPattern = /(dd[ps]at)_([0-9a-z]*)(?:_([0-9a-z_-]+))?/gi;
const aliasLength = 22;

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
        return `${prefix}_${redacted}`;
      }
      return secret === undefined ? match : `${prefix}_${alias}_${redacted}`;
    },
  );
}

/** Whether a text holds anything like a token's whole text: a prefix, an alias and at least a part of a secret. */
export function containsTokenText(text: string): boolean {
  return redactTokenText(text) !== text;
}

/** Where in a text a token's text stands, secret part and all, and its public portion where that can be told. */
export function tokenTextsIn(text: string): { offset: number; publicPortion: string | undefined }[] {
  return [...text.matchAll(tokenTextPattern)]
    .filter(([match]) => containsTokenText(match))
    .map(({ index, 1: prefix = "", 2: alias = "" }) => ({
      offset: index,
      publicPortion: alias.length === aliasLength ? `${prefix}_${alias}` : undefined,
    }));
}

/** A text without the given secrets' values and without any token's secret part. */
export function redactSecrets(text: string, secrets: readonly Secret[]): string {
  return redactTokenText(secrets.reduce((rest, secret) => secret.removeFrom(rest), text));
}
