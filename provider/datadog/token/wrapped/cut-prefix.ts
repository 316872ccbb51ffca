import { tokenParts } from "../token-parts";

/*
 * A prefix whose beginning stands elsewhere (in another text, line or record, or before a blank that a copy has brought), and
 * one that a dump shows byte by byte. Nobody knows what was between, so that such a token is told as damaged.
 */

const { character } = tokenParts;
const fewestOfSecret = 12;

/** A source that matches the end of a cut prefix before an alias and a secret part: `pat_…`, but not that of `github_pat_…`. */
export const cutPrefix = String.raw`t_(?=[0-7]${character}{21}_${character}{${fewestOfSecret},36}(?!${character}))(?<=(?<!\w)(?:(?:[dD]?[pPsS])?[aA])?t_)`;

const hexDigit = "[0-9a-fA-F]";
/** The rest of a dump's row, with the bytes as text, and the offset of the next row. */
const betweenRows = String.raw`(?:[ \t]{1,8}[^\n]{0,40})?[,;\\]?\r?\n[ \t]*(?:(?:0[xX])?${hexDigit}{4,16}:?[ \t]{1,4})?(?:0[xX])?`;
const betweenBytes = String.raw`(?:[ \t:,;-]{0,4}(?:0[xX])?|${betweenRows})`;
const betweenWords = String.raw`(?: |${betweenRows})`;
const wholeRun = `64647[03]61745[fF](?:${hexDigit}{2}){20}`;

const byByte = ["64", "7[03]", "61", "74", "5[fF]", "3[0-7]"]
  .map((byte) => `${betweenBytes}${byte}`)
  .join("");
/** In words of two bytes, of which the second one comes first: what `hexdump` prints without `-C`. */
const byWord = ["617[03]", "5[fF]74"].map((word) => `${betweenWords}${word}`).join("");
const byWordFromMiddle = ["7461", "3[0-7]5[fF]"].map((word) => `${betweenWords}${word}`).join("");

/** A source that matches the first byte of a prefix in a dump; digits in a row are decoded instead. */
export const prefixInDump = `64(?=${byByte}|64${byWord}|${byWordFromMiddle})(?!${wholeRun.slice(2)})`;

const mostBytes = 70;
/** The bytes behind it, which are a token's, with the text beside the last of them. */
export const restOfDump = String.raw`(?:(?:${betweenBytes})(?:${hexDigit}{2}){1,40}(?!\w)){0,${mostBytes}}(?:[ \t]{2,8}(?:(?!dd[ps]at_)[^\n]){0,40})?`;
