import {
  lengthAt,
  lengthOfCharacters,
  maskPattern,
  maskWordPattern,
  matchAt,
  runPattern,
  secretBehind,
  wrappedRunPattern,
} from "./secret-part";
import { aliasLength, personalPrefix } from "./token-parts";
import { cutPrefix, prefixInDump, restOfDump } from "./wrapped/cut-prefix";
import { splitPrefixPattern } from "./wrapped/joined-texts";
import { tokenOf, type NamedToken } from "./token-text";

/**
 * The reasons why something of a token is there and its id can't be told:
 * `redacted` is a mark or a word in place of the alias, or of a part of it;
 * `cutOff` is an alias that ends too early, as at a line's or a column's end;
 * `damaged` is an alias of another length, or a prefix without its `_`;
 * `changedCase` is a text whose letters are all small, or all capitals: the alias needs both.
 */
export type TokenDoubt = "redacted" | "cutOff" | "damaged" | "changedCase";

/** A reading of what stands at a prefix: a token, or something of one. */
export interface TokenReading {
  /** Behind the last character of it. */
  end: number;
  token?: NamedToken;
  /** True if there is a secret part that is not whole. */
  isPartial?: boolean;
  /** True if there is any of a secret part, or something that may be one. */
  holdsSecret: boolean;
  doubt?: TokenDoubt;
  /** True for a prefix and an ellipsis, as prose has it: it names no token. */
  isMention?: boolean;
}

const prefixPattern = /([dD]\n?[dD]\n?[pPsS]\n?[aA]\n?[tT])(_?)/y;
const wrappedTailPattern = /_?\n?_?[0-9A-Za-z]*(?:\n[0-9A-Za-z]+)*/y;
const ellipsisPattern = /(?:…|\.\.+)(?![0-9A-Za-z])/y;
const aliasNearbyPattern = /[^]{0,12}?([0-9A-Za-z]{22,64})(?![0-9A-Za-z])/y;
/** An alias and a secret part near a prefix: of a token that markup, quotes or list items have put into pieces. */
const piecesPattern =
  /(?:(?!dd[ps]at)[^]){1,80}?(?<![0-9A-Za-z])[0-9A-Za-z]{22}(?![0-9A-Za-z])(?:(?!dd[ps]at)[^]){1,48}?(?<![0-9A-Za-z])[0-9A-Za-z]{36}(?![0-9A-Za-z])/y;
const cutPattern = new RegExp(cutPrefix, "y");
const dumpPattern = new RegExp(`${prefixInDump}(?:[0-9a-fA-F]{2})*${restOfDump}`, "y");
const maskInPrefixPattern = /dd[ps]?a?t?[*•●█]+/y;

const prefixLength = personalPrefix.length;
/** So many characters of a secret part make a token of an alias of another length. */
const tellingSecret = 20;
/** So many letters, all small or all capitals, are no chance. */
const tellingLetters = 28;

/**
 * Reads what stands at a prefix in a text without wrappings; line ends may still be in it.
 *
 * @returns undefined if it is no token, nor anything of one.
 */
export function readTokenAt(text: string, index: number): TokenReading | undefined {
  const prefix = matchAt(prefixPattern, text, index);
  if (prefix === undefined) {
    const masked = lengthAt(maskInPrefixPattern, text, index);
    return masked === 0
      ? (readCut(text, index) ?? readSplit(text, index))
      : { end: index + masked, doubt: "redacted", holdsSecret: false };
  }
  const [whole, inLines = "", underscore] = prefix;
  const letters = inLines.replaceAll("\n", "");
  const start = index + whole.length;
  if (underscore === "" || letters !== letters.toLowerCase()) {
    return readBrokenPrefix(text, index + inLines.length, underscore !== "") ?? readSplit(text, index);
  }
  const runLength = lengthAt(runPattern, text, start);
  const end = start + runLength;
  if (runLength === aliasLength) {
    return readWhole(text, `${letters}_`, start);
  }
  return (
    (runLength < aliasLength ? readWrapped(text, `${letters}_`, start) : undefined) ??
    readIncomplete(text, start, end)
  );
}

/** An alias that is all there; the text behind it tells about the secret part. */
function readWhole(text: string, prefix: string, start: number): TokenReading | undefined {
  const end = start + aliasLength;
  const alias = text.slice(start, end);
  const token = tokenOf([undefined, prefix, alias]);
  if (token === undefined) {
    return undefined;
  }
  const tail = secretBehind(text, end);
  if (isOfOneCase(`${alias}${text.slice(end, tail.end)}`)) {
    return { end: tail.end, doubt: "changedCase", holdsSecret: tail.holdsSecret };
  }
  return { token, ...tail };
}

/** An alias that goes on in the next line: only a secret part of the right length behind it says that it is one. */
function readWrapped(text: string, prefix: string, start: number): TokenReading | undefined {
  const wrapped = matchAt(wrappedRunPattern, text, text[start] === "\n" ? start + 1 : start)?.[0] ?? "";
  const from = text[start] === "\n" ? start + 1 : start;
  const cut = lengthOfCharacters(wrapped, aliasLength);
  const aliasEnd = cut === undefined ? wrapped.length : cut;
  const token = tokenOf([undefined, prefix, wrapped.slice(0, aliasEnd).replaceAll("\n", "")]);
  if (token === undefined || lengthAt(wrappedTailPattern, text, from + aliasEnd) === 0) {
    return undefined;
  }
  const { end, holdsSecret, isPartial } = secretBehind(text, from + aliasEnd);
  return holdsSecret && isPartial !== true ? { token, end, holdsSecret } : undefined;
}

/** An alias that is masked, cut off, or of another length. */
function readIncomplete(text: string, start: number, end: number): TokenReading | undefined {
  const run = text.slice(start, end);
  const secretRun = text[end] === "_" ? lengthAt(runPattern, text, end + 1) : 0;
  const isMasked = run.length < aliasLength && lengthAt(maskPattern, text, end) > 0;
  const word = lengthAt(maskWordPattern, text, start);
  if (isMasked || word > 0) {
    const isMention = run === "" && (lengthAt(ellipsisPattern, text, end) > 0 || text[end] === "<");
    const markEnd = Math.max(end, start + word);
    return {
      end: markEnd + (isMasked ? lengthAt(/[*•●█….]*/y, text, markEnd) : 0),
      doubt: "redacted",
      holdsSecret: false,
      ...(isMention && { isMention }),
    };
  }
  if (secretRun >= tellingSecret) {
    return { end: end + 1 + secretRun, doubt: "damaged", holdsSecret: true };
  }
  if (!/^[0-7]/.test(run)) {
    return run === "" ? (readPieces(text, end) ?? readSplit(text, start - prefixLength)) : undefined;
  }
  return {
    end: end + (secretRun > 0 ? secretRun + 1 : 0),
    doubt: run.length < aliasLength ? "cutOff" : "damaged",
    holdsSecret: run.length > aliasLength || secretRun > 0,
  };
}

/** A prefix that has lost its `_`, or whose letters have changed case, before what looks like an alias. */
function readBrokenPrefix(text: string, start: number, hasUnderscore: boolean): TokenReading | undefined {
  const match = matchAt(aliasNearbyPattern, text, start);
  const run = match?.[1] ?? "";
  const isRandom = [/[0-9]/, /[A-Z]/, /[a-z]/].every((kind) => kind.test(run));
  if (match === undefined || !isRandom) {
    return readPieces(text, start);
  }
  const end = start + match[0].length;
  const secretRun = text[end] === "_" ? lengthAt(runPattern, text, end + 1) + 1 : 0;
  return {
    end: end + secretRun,
    doubt: hasUnderscore ? "changedCase" : "damaged",
    holdsSecret: run.length > aliasLength || secretRun > 1,
  };
}

function readPieces(text: string, start: number): TokenReading | undefined {
  const length = lengthAt(piecesPattern, text, start);
  return length === 0 ? undefined : { end: start + length, doubt: "damaged", holdsSecret: true };
}

/** An alias and a secret part behind the end of a prefix, or the bytes of a token in a dump, which hold more than one can see. */
function readCut(text: string, index: number): TokenReading | undefined {
  if (lengthAt(cutPattern, text, index) === 0) {
    const inDump = lengthAt(dumpPattern, text, index);
    return inDump === 0 ? undefined : { end: index + inDump, doubt: "damaged", holdsSecret: true };
  }
  const start = index + "t_".length;
  const alias = text.slice(start, start + aliasLength);
  const isToken = /[a-z]/.test(alias) && /[A-Z]/.test(alias) && tokenOf([undefined, personalPrefix, alias]);
  return isToken
    ? { end: secretBehind(text, start + aliasLength).end, doubt: "damaged", holdsSecret: true }
    : undefined;
}

/** A prefix in two pieces, which something else may stand between. */
function readSplit(text: string, index: number): TokenReading | undefined {
  const length = lengthAt(splitPrefixPattern, text, index);
  const start = index + length;
  const behind =
    lengthAt(runPattern, text, start) === aliasLength ? secretBehind(text, start + aliasLength) : undefined;
  const found = length === 0 ? undefined : (readPieces(text, index + 2) ?? behind);
  return found && { end: found.end, doubt: "damaged", holdsSecret: found.holdsSecret };
}

function isOfOneCase(text: string): boolean {
  const isOfBoth = /[a-z]/.test(text) && /[A-Z]/.test(text);
  return !isOfBoth && text.replaceAll(/[^A-Za-z]/g, "").length >= tellingLetters;
}
