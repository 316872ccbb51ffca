/*
 * A token's prefix may be in two pieces: in two texts that a program puts together, or in two records of a log, which
 * Docker cuts at 16 KiB. What stands behind such a prefix is told as damaged: nobody can tell what else is put in.
 */

/** The marks at the beginning and at the end of a text in a program. */
export const quotationMarks = "\"'`";

const mark = String.raw`\\*["'\`]`;
/** In C, Python and shells two texts become one that only stand beside each other, and in a list something else joins them. */
const operators = String.raw`[\s\\,]{0,40}(?:\+|\.{1,2}|\|\||&|~|<>)?[\s\\,_]{0,40}`;
const endOfRecord = String.raw`"(?:,"[^\n]{0,400})?\}\r?\n\{(?:"[^\n]{0,200},)?"[\w.@-]{1,40}":"`;

/** A source that matches what stands between the two pieces. */
export const betweenPieces = `${mark}${operators}${mark}|${endOfRecord}`;

const between = `(?:${betweenPieces})`;

/** A prefix in two pieces, of which the first one has at least two letters. */
export const splitPrefixPattern = new RegExp(
  ["[ps]at_", "at_", "t_", "_", "(?=[0-9A-Za-z]{22}(?![0-9A-Za-z]))"]
    .map(
      (rest, index) =>
        `${["dd", "dd[ps]", "dd[ps]a", "dd[ps]at", "dd[ps]at_"][index] ?? ""}${between}${rest}`,
    )
    .join("|"),
  "y",
);
