import { tokenIdFromAlias } from "../../../provider/datadog/token/token-id";

/** Whose token it is: a person's (`ddpat_…`), or a service account's (`ddsat_…`). */
export type TokenKind = "personal" | "service";

/** A token that stands in a text, told without its secret part. */
export interface NamedToken {
  /** UUID, lower case. */
  tokenId: string;
  kind: TokenKind;
  /** `ddpat_<ALIAS>` or `ddsat_<ALIAS>`: what may be written down, and what the argument `token` takes. */
  publicPortion: string;
}

/** The most characters that decide about a token, from its prefix to what follows it: a text cut there loses none. */
export const longestToken = 128;

/*
 * Five characters of prefix, 22 of alias, 36 of secret and checksum, each part of letters and digits. The secret part
 * may be missing (the public portion), or be redacted: by a mark at its place or behind some of its characters, or by a
 * word. Any other length is not a token. What stands before the prefix does not matter: in the text of a log a token
 * often follows an escape such as `\n` or `%3D`, without a boundary.
 */
const secret = "[0-9A-Za-z]{36}";
const noMore = "(?![0-9A-Za-z])";

/** Stand-ins for what was redacted: a mark, but not `[0-9`, which begins a pattern; or a word. */
export const redaction = {
  mark: String.raw`(?:\*|•|●|█|…|\.\.|\[(?!.-.)|\\u2026|&hellip;)`,
  word: `(?:[xX]{3,}|(?:redacted|hidden|masked|removed|filtered|censored|REDACTED|HIDDEN|MASKED))${noMore}`,
};

/** Every token of a text; group 1 is `p` or `s`, group 2 the alias. Global: for `matchAll`. */
export const tokenPattern = new RegExp(
  `dd([ps])at_([0-9A-Za-z]{22})${noMore}` +
    `(?:(?!_)|_(?:${secret}${noMore}|${noMore}|[0-9A-Za-z]{0,35}${redaction.mark}|${redaction.word}))`,
  "g",
);

/** The token that a match of `tokenPattern` names; undefined if its alias is 2^128 or more, and so nobody's. */
export function tokenOf([, letter = "", alias = ""]: RegExpMatchArray): NamedToken | undefined {
  const tokenId = tokenIdFromAlias(alias);
  if (tokenId === undefined) {
    return undefined;
  }
  return {
    tokenId,
    kind: letter === "p" ? "personal" : "service",
    publicPortion: `dd${letter}at_${alias}`,
  };
}
