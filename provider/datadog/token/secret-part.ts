import { secretLength } from "./token-parts";

/** Letters and digits. */
export const runPattern = /[0-9A-Za-z]*/y;
/** The same, going on in the next lines. */
export const wrappedRunPattern = /[0-9A-Za-z]*(?:\n[0-9A-Za-z]+)*/y;
/** The beginning of a mark in place of something redacted, but not `[0-9`, which begins a pattern. */
export const maskPattern = /(?:\*|•|●|█|…|\.\.|\[(?!.-.)|<[A-Za-z])/y;
/** A word in place of something redacted. */
export const maskWordPattern =
  /(?:[xX]{3,}|redacted|hidden|masked|removed|filtered|censored|REDACTED|HIDDEN|MASKED|REMOVED|FILTERED|CENSORED)(?![0-9A-Za-z])/y;

const anotherToken = /dd[ps]at_[0-9A-Za-z]{22}/y;

/** So many characters behind an alias are looked through for underscores. */
const mostUnderscores = 16;

/** The secret part behind an alias. */
interface SecretPart {
  /** Behind its last character. */
  end: number;
  holdsSecret: boolean;
  isPartial?: boolean;
}

/** The match of a sticky pattern at a place. */
export function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | undefined {
  pattern.lastIndex = index;
  return pattern.exec(text) ?? undefined;
}

/** Counts how many characters a sticky pattern matches at a place. */
export function lengthAt(pattern: RegExp, text: string, index: number): number {
  return matchAt(pattern, text, index)?.[0].length ?? 0;
}

/** The secret part behind an alias: missing, masked, whole, in several lines, or of another length. */
export function secretBehind(text: string, end: number): SecretPart {
  if (text[end] !== "_" && !(text[end] === "\n" && text[end + 1] === "_")) {
    return { end, holdsSecret: false };
  }
  // Damage may have brought a second underscore: what stands behind it is secret all the same.
  const start =
    end + (/_+/.exec(text.slice(end, end + mostUnderscores))?.[0].length ?? 0) + (text[end] === "\n" ? 1 : 0);
  const length = lengthAt(runPattern, text, start);
  // Where another token follows at once, its prefix is no part of the secret.
  if (length === secretLength || matchAt(anotherToken, text, start + secretLength)) {
    return { end: start + secretLength, holdsSecret: true };
  }
  const word = lengthAt(maskWordPattern, text, start);
  if (word > 0) {
    return { end: start + word, holdsSecret: false };
  }
  if (length < secretLength) {
    const wrapped = matchAt(wrappedRunPattern, text, start)?.[0] ?? "";
    const cut = lengthOfCharacters(wrapped, secretLength);
    if (cut !== undefined) {
      return { end: start + cut, holdsSecret: true };
    }
  }
  const secretEnd = start + length;
  const isMasked = length < secretLength && lengthAt(maskPattern, text, secretEnd) > 0;
  return length === 0 && text[start - 2] !== "\n" && !isMasked
    ? { end: start, holdsSecret: false }
    : { end: secretEnd, holdsSecret: length > 0, ...(length > 0 && !isMasked && { isPartial: true }) };
}

/** Tells how far so many characters reach in lines, if a line ends behind them; undefined: they don't end there. */
export function lengthOfCharacters(lines: string, count: number): number | undefined {
  let length = 0;
  let left = count;
  for (const line of lines.split("\n")) {
    left -= line.length;
    length += line.length;
    if (left === 0) {
      return length;
    }
    length += 1;
  }
  return undefined;
}
