import { tokenIdFromAlias } from "./token-id";
import { aliasLength, personalPrefix, tokenParts } from "./token-parts";

/** The owner's kind: a person (`ddpat_…`) or a service account (`ddsat_…`). */
export type TokenKind = "personal" | "service";

/** A token that stands in a text, told without its secret part. */
export interface NamedToken {
  /** UUID, lower case. */
  tokenId: string;
  kind: TokenKind;
  /** `ddpat_<ALIAS>` or `ddsat_<ALIAS>`: fit to be written down, and accepted by the argument `token`. */
  publicPortion: string;
}

/** The most characters that decide about a token, from its prefix to what follows it: a text cut there loses none. */
export const longestToken = 128;

/** The longest text that `holdsRedactedToken` looks for, in characters. */
export const longestRedactedToken = 40;

const { prefix, character, alias, secret, end } = tokenParts;

/** A mark in place of redacted text, but not `[0-9`, which begins a pattern. */
const redactionMark = String.raw`(?:\*|•|●|█|…|\.\.|\[(?!.-.)|\\u2026|&hellip;)`;

/** A word in place of redacted text. */
const redactionWord = `(?:[xX]{3,}|(?:redacted|hidden|masked|removed|filtered|censored|REDACTED|HIDDEN|MASKED))${end}`;

/**
 * Every token of a text; group 1 is the prefix, group 2 the alias. Global: for `matchAll`.
 *
 * The secret part may be missing (the public portion), or be redacted: by a mark at its place or behind some of its
 * characters, or by a word. Any other length is not a token. What stands before the prefix does not matter: in the text
 * of a log a token often follows an escape such as `\n` or `%3D`, without a boundary.
 */
export const tokenPattern = new RegExp(
  `(${prefix})(${alias})${end}` +
    `(?:(?!_)|_(?:${secret}${end}|${end}|${character}{0,35}${redactionMark}|${redactionWord}))`,
  "g",
);

/** A mark or a word in place of a token's alias, or a mark behind some of its characters. */
const redactedToken = new RegExp(
  `${prefix}(?:${character}{0,${aliasLength - 1}}${redactionMark}|${redactionWord})`,
);

/** The token that a match of `tokenPattern` names; undefined if its alias is 2^128 or more, and so nobody's. */
export function tokenOf([, tokenPrefix = "", tokenAlias = ""]: RegExpMatchArray): NamedToken | undefined {
  const tokenId = tokenIdFromAlias(tokenAlias);
  if (tokenId === undefined) {
    return undefined;
  }
  return {
    tokenId,
    kind: tokenPrefix === personalPrefix ? "personal" : "service",
    publicPortion: `${tokenPrefix}${tokenAlias}`,
  };
}

/** True if a text holds a token's prefix behind which not even the alias is left, as in `ddpat_***`. */
export function holdsRedactedToken(text: string): boolean {
  return redactedToken.test(text);
}
