import { encodedPrefixes } from "../../../provider/datadog/token/wrapped/encoded-token";
import { byteClass, bytesOf, type BytePair } from "./byte-pairs";

/*
 * The first three bytes of everything that report-needles.ts looks for. The first two are searched in groups, eight for each
 * round of the search, put together so that the products of their halves hold little else; then pairs and third bytes are
 * looked up one by one, so that few places are left to be read.
 */

/** The first characters of a token, and of its prefix in base64. */
const beginnings = bytesOf("dkZRQ");
const encodedBeginnings = bytesOf("kZRQ");
const encodedOnce = encodedPrefixes.filter(({ depth }) => depth === 1).map(({ needle }) => needle);
/** All that may begin a wrapping, */
const wrapping = [...bytesOf("\0-\x1f<&%=\\^#"), ...bytesOf("\x7f-\xff")];
/** and all that may stand behind a line end, before a token goes on. */
const lineStart = [...bytesOf("\r\n\t >|#"), ...wrapping];
const lineEnd = bytesOf("\t\n\r");

/** Third bytes, in sets of which each has a bit of its own; each may hold more than it has to. */
const thirds = {
  any: bytesOf("\0-\xff"),
  // And behind `"dd`, where a program puts two texts together.
  ofPrefix: [...bytesOf("pPsS*a\"'`"), ...wrapping],
  // And behind a log's time or a container's name.
  ofPrefixInLines: [...bytesOf("0-9A-Za-z["), ...lineStart],
  encoded: [...encodedOnce.map((needle) => needle.charCodeAt(2)), ...wrapping],
  encodedInLines: [...encodedOnce.map((needle) => needle.charCodeAt(1)), ...lineStart],
  hex: bytesOf("0-9A-Fa-f\r\n\t >|#"),
  // data, =64, amp, H4s, lPr, _po, _to, _se, ***, MRS, SGI, IZD, ZDE, EMR, and a letter as wide as a Chinese one.
  ofText: [...bytesOf("tT4mRsroe*SIDE"), 0x84],
  ofNumbers: bytesOf(", 6:;\r\n\t-"),
} as const;

interface NeedleStart extends BytePair {
  third: keyof typeof thirds;
}

const start = (first: string | number[], second: string | number[], third: keyof typeof thirds) => ({
  first: typeof first === "string" ? bytesOf(first) : first,
  second: typeof second === "string" ? bytesOf(second) : second,
  third,
});

const ofPrefixes: readonly (readonly NeedleStart[])[] = [
  // ddpat_, DDPAT, Ddpat, ddapp_, datadog, DataDog, DATADOG.
  [start("dD", "dD", "ofPrefix"), start("dD", "aA", "ofText")],
  // Behind its first character a wrapping may begin: line ends and controls, what nobody sees, escapes, elements.
  [
    start("d", lineEnd, "ofPrefixInLines"),
    start(encodedBeginnings, lineEnd, "encodedInLines"),
    start(beginnings, "\0-\x08\x0b\x0c\x0e-\x1f", "any"),
  ],
  [start(beginnings, [0xc2, 0xcd, 0xd8, 0xe1, 0xe2, 0xef], "any")],
  [start(beginnings, "%#", "hex"), start(beginnings, "&", "any")],
  [start(beginnings, "=", "hex"), start(beginnings, "<\x7f", "any")],
  [start(beginnings, "\\^", "any")],
  // The prefixes in base64.
  [start("ZQk", "GAZ", "encoded")],
  [start("R", "k", "encoded")],
];

const others: readonly (readonly NeedleStart[])[] = [
  // Escapes.
  [start("%", "0-9A-Fa-fu", "hex")],
  // And a prefix in decimal numbers, or in hexadecimal digits.
  [start("=", "6", "ofText"), start("9", "7", "ofNumbers"), start("6", "4", "ofNumbers")],
  [start("&", "#", "any"), start("&", "a", "ofText")],
  [start("\\", "uUx01", "hex")],
  // A packed report (gzip in base64, once and twice, and zip), and a prefix in base32.
  ["H4", "SD", "UE", "MR", "SG", "IZ", "ZD", "EM"].map(([first = "", second = ""]) =>
    start(first, second, "ofText"),
  ),
  // public_portion, access_tokens and hashed_secret; externalPropertyFileReferences; found matching ****.
  [start("_", "pst", "ofText")],
  // The end of a prefix before an alias.
  [start("l", "P", "ofText"), start([0xef], [0xbd], "ofText"), start("t", "_", "hex")],
  [start("*", "*", "ofText")],
];

function classesOf(groups: readonly (readonly NeedleStart[])[]) {
  const unionOf = (place: "first" | "second") => groups.map((group) => group.flatMap((each) => each[place]));
  return { first: byteClass(unionOf("first")), second: byteClass(unionOf("second")) };
}

/** The classes of the first and of the second bytes, in two rounds. */
export const needlePairs = [classesOf(ofPrefixes), classesOf(others)] as const;

const bytes = 256;

/** Sets of third bytes, as bits, by the first two bytes (the second one times 256); 0: nothing begins like this. */
export function thirdsByPair(): Uint8Array {
  const table = new Uint8Array(bytes * bytes);
  for (const { first, second, third } of [...ofPrefixes, ...others].flat()) {
    const bit = 1 << Object.keys(thirds).indexOf(third);
    for (const low of first) {
      for (const high of second) {
        table[low + high * bytes] = (table[low + high * bytes] ?? 0) | bit;
      }
    }
  }
  return table;
}

/** The sets in which each byte is. */
export function setsOfThird(): Uint8Array {
  const table = new Uint8Array(bytes);
  for (const [index, set] of Object.values(thirds).entries()) {
    for (const byte of set) {
      table[byte] = (table[byte] ?? 0) | (1 << index);
    }
  }
  return table;
}

/** The class of base64's characters; capitals and small letters have bits of their own (search-program.ts). */
export const base64Class = byteClass(
  ["/+-", "0-9", "A-O", "P-Z", "a-o", "p-z", "_"].map((characters) => bytesOf(characters)),
);
