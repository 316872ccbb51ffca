import { cutPrefix, prefixInDump } from "./wrapped/cut-prefix";
import { encodedPrefixes, type EncodedPrefix } from "./wrapped/encoded-token";
import { betweenPieces, quotationMarks } from "./wrapped/joined-texts";
import { holdsRun } from "./wrapped/nested-run";
import { invisible, lineBeginnings } from "./wrapped/text-escapes";

/*
 * A cheap search for the places where a token may begin: by the few characters that every form of a prefix begins with. Only what
 * stands there is read in earnest. A prefix may be interrupted or encoded; then its beginning is followed by a character
 * that begins a wrapping.
 */

/** The first characters of everything that `text-escapes.ts` takes off. */
const wrappingStart = {
  text: `${invisible}\\x1b\\n\\r<&%=\\\\^#`,
  bytes: String.raw`\0-\x1f\x7f-\xff<&%=\\^#`,
};

const escaped = (text: string) => text.replaceAll(/[+/]/g, String.raw`\$&`);

/** A text of which each character but the first may be a wrapping's beginning instead: that is where reading begins. */
function interrupted(text: string, start: string): string {
  const first = text.charAt(0);
  const rest = text.slice(1);
  return rest === "" ? escaped(first) : `${escaped(first)}(?=[${start}]|${interrupted(rest, start)})`;
}

/** The first bytes as decimal numbers in a list, also where that stands in a text in JSON, or with blanks between, as Go has it. */
const inNumbers = ["100", "100", "11[25]", "97", "116"]
  .map((byte) => String.raw`${byte}(?:,(?:\s|\\[nrt]){0,20}| )`)
  .join("");
const encodedD = String.raw`%(?:25)*64|=64|\\u0064|\\x64|\\144|\\U00000064|%u0064|\\x\{0{0,4}64\}|&(?:amp;)*#(?:0{0,5}100|[xX]0{0,4}64)(?:;|(?![0-9a-fA-F]))|(?<![0-9])(?=${inNumbers})100|\uff44|\xef\xbd\x84`;
/** An alias that is whole makes a token of a prefix whose letters have changed case. */
const otherCase = "D(?=D[PS]AT|d[ps]at)";
const severalTimes = encodedPrefixes.filter(({ depth }) => depth > 1).map(({ needle }) => escaped(needle));
const encodedOnce = encodedPrefixes.filter(({ depth }) => depth === 1).map(({ needle }) => needle);

function candidates(start: string): string {
  const startInPiece = `${quotationMarks}${start}`;
  return [
    // Of a candidate only its first character is taken, so that none hides another.
    `d(?=[${start}]|d(?:[${startInPiece}]|[ps](?:[${startInPiece}]|a(?:[${startInPiece}]|t))))`,
    // The prefix itself was masked.
    "d(?=d[ps]?a?[*•●█])",
    encodedD,
    otherCase,
    cutPrefix,
    prefixInDump,
    ...encodedOnce.map((needle) => interrupted(needle, start)),
  ].join("|");
}

/** The places of a text at which a token may begin. */
const candidatePattern = new RegExp([candidates(wrappingStart.text), ...severalTimes].join("|"), "g");

/** No run of base64 or of escapes is shorter than this. */
const shortestRun = 36;

/** Tells whether a token may stand in a text, in any form: most texts hold nothing that looks like one. */
export function mayHoldToken(text: string): boolean {
  // Not in one expression: each that is as long as these takes milliseconds before its first search.
  candidatePattern.lastIndex = 0;
  return candidatePattern.test(text) || (text.length >= shortestRun && holdsRun(text));
}

/**
 * The places of bytes that were read as Latin-1 at which a token may begin; a source, to be joined with other needles. Of
 * base64 only what was encoded once is in it, and where it is not interrupted; text in several lines has its line ends in
 * the first of these.
 */
export const needleInBytes = candidates(wrappingStart.bytes).replace(
  "[*•●█]",
  String.raw`(?:[*]|\xe2[\x80\x97\x96])`,
);

const slashes = String.raw`\\+`;
const percent = "%(?:25)*";
const noise = [
  String.raw`\u009b[0-?]{0,40}[ -/]*[@-~]`,
  String.raw`(?:\x1b|${slashes}(?:u001[bB]|x1[bB]|033|e))\][^\x07\x1b\n"]{0,300}?(?:\x07|\x1b\\|${slashes}(?:u0007|x07|007|a)|${slashes}(?:u001[bB]|x1[bB]|033|e)${slashes})`,
  `[${invisible}]`,
  String.raw`(?:\x1b|\u241b|\^\[|${slashes}(?:u001[bB]|x1[bB]|033|e)|#033|${percent}1[bB]|=1B|&#(?:27|x1[bB]);)(?:(?:\[|${percent}5[bB]|=5B)(?:[0-9;:?]|${percent}3[bB]|=3B)*[A-Za-z]|[()]0)?`,
  String.raw`=[ \t]*(?:\r?\n|(?:${slashes}r)?${slashes}n)|${slashes}\r?\n[ \t]*`,
  String.raw`(?:[ \t]*\r?\n|(?:${slashes}r)?${slashes}n)(?:${lineBeginnings})?[ \t>|│#]*`,
  String.raw`<(?:U\+)?[0-9a-fA-F]{4}>`,
  String.raw`(?:<|&(?:amp;)*(?:lt|#60|#x3[cC]);|${percent}3[cC]|=3C|${slashes}u003[cC])(?:/|${percent}2[fF])?[a-z]{1,6}(?:\s[^<>]{0,300}?)?(?:\s?/)?(?:>|&(?:amp;)*(?:gt|#62|#x3[eE]);|${percent}3[eE]|=3E|${slashes}u003[eE])`,
  String.raw`&(?:amp;)*(?:[A-Za-z]{3,15}|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});`,
  String.raw`(?:${percent}(?:[89a-fA-F][0-9a-fA-F]|[01][0-9a-fA-F]|7[fF]))+`,
  String.raw`(?:=(?:[89A-F][0-9A-F]|[01][0-9A-F]|7F))+`,
  String.raw`${slashes}(?:u00[01][0-9a-fA-F]|u00ad|u00AD|u[12f][08eE][0-9a-fA-F]{2}|x[01][0-9a-fA-F]|[nr0]|(?=[_*~.<>&/|+=\-#\[\]]))`,
  betweenPieces,
].join("|");
const gap = `(?:${noise}){0,24}`;

/** Letters as wide as Chinese ones stand so far behind the usual ones. */
const fullWidth = 0xfee0;

function letter(character: string): string {
  const code = character.charCodeAt(0);
  const hex = code.toString(16);
  return String.raw`(?:${escaped(character)}|${String.fromCharCode(code + fullWidth)}|${percent}${hex}|=${hex}|${slashes}(?:u00|U000000|x)${hex}|${slashes}${code.toString(8)}|%u00${hex}|${slashes}x\{0{0,4}${hex}\}|&(?:amp;)*#(?:0{0,5}${code}|[xX]0{0,4}${hex})(?:;|(?![0-9a-fA-F])))`;
}

function interruptedPattern(characters: readonly string[]): RegExp {
  return new RegExp(characters.join(gap), "y");
}

const plainPrefix = new RegExp(`dd[ps]at|DD[PS]AT|Dd[ps]at|${cutPrefix}|${prefixInDump}`, "y");
const numberPrefix = new RegExp(inNumbers, "y");
const maskedPrefix = /dd[ps]?a?[*•●█]/y;
const encoded = Map.groupBy(encodedPrefixes, ({ needle }) => needle.charAt(0));
const interruptedPatterns = new Map<string, RegExp>();

/** The pattern of a prefix, made when it is first needed: each is long, and most texts need none. */
function patternOf(name: string, characters: () => readonly string[]): RegExp {
  const pattern = interruptedPatterns.get(name) ?? interruptedPattern(characters());
  interruptedPatterns.set(name, pattern);
  return pattern;
}

const wrappedPrefix = () =>
  patternOf("plain", () => [
    letter("d"),
    letter("d"),
    `(?:${letter("p")}|${letter("s")})`,
    letter("a"),
    letter("t"),
  ]);
const encodedPrefix = ({ needle, depth }: EncodedPrefix) =>
  patternOf(needle, () => (depth === 1 ? Array.from(needle, escaped) : [escaped(needle)]));

/** A place at which a token begins, in one form or another. */
export interface Needle {
  index: number;
  /** Set if it is in base64. */
  encoded?: EncodedPrefix;
  isPlain: boolean;
}

/** The needle at a place; undefined: only the beginning looked like one. */
export function needleAt(text: string, index: number): Needle | undefined {
  if (isAt(plainPrefix, text, index)) {
    return { index, isPlain: true };
  }
  if (
    isAt(maskedPrefix, text, index) ||
    isAt(wrappedPrefix(), text, index) ||
    isAt(numberPrefix, text, index)
  ) {
    return { index, isPlain: false };
  }
  const form = encoded.get(text.charAt(index))?.find((each) => isAt(encodedPrefix(each), text, index));
  return form && { index, encoded: form, isPlain: false };
}

function isAt(pattern: RegExp, text: string, index: number): boolean {
  pattern.lastIndex = index;
  return pattern.test(text);
}

/** The first needle of a text from a place on. */
export function nextNeedle(text: string, from: number): Needle | undefined {
  candidatePattern.lastIndex = from;
  for (let match = candidatePattern.exec(text); match !== null; match = candidatePattern.exec(text)) {
    const needle = needleAt(text, match.index);
    if (needle !== undefined) {
      return needle;
    }
  }
  return undefined;
}
