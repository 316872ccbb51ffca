import { redaction } from "./token-pattern";

/** A token without its alias: the marks and words of a redacted secret part stand in its place, or behind some of it. */
const redactedToken = new RegExp(`dd[ps]at_(?:[0-9A-Za-z]{0,21}${redaction.mark}|${redaction.word})`);

/** The longest text that `holdsRedactedToken` looks for, in characters. */
export const longestRedactedToken = 40;

/** True if a text holds a token's prefix behind which not even the alias is left, as in `ddpat_***`. */
export function holdsRedactedToken(text: string): boolean {
  return redactedToken.test(text);
}
