/*
 * A token in hexadecimal digits or in base32 is found by its prefix, as in base64: of base32 there are five forms for each
 * prefix, by the bytes that stand before it in a group of five.
 */

const hexPrefix = "64647[03]61745[fF]";
const hexRun = `${hexPrefix}(?:[0-9a-fA-F]{2}){20,}`;

/** The characters of a prefix in base32 that are always the same, and how many of its group of eight stand before them. */
const base32Prefixes = [
  { needle: "MRSH[AG]YLU", lead: 0 },
  { needle: "SGI4[3D]BO", lead: 2 },
  { needle: "IZD[QT]MF2", lead: 4 },
  { needle: "ZDEO[BN]QX", lead: 5 },
  { needle: "EMR(?:YG|ZW)C5", lead: 7 },
];
const digits = "[A-Z2-7]";
const behind = `${digits}{34,}`;

/** A source that matches the beginning of a token in one of these, wherever a text begins, */
export const prefixInOtherBase = [hexPrefix, ...base32Prefixes.map(({ needle }) => needle)].join("|");
/** and one with the beginning of its group. */
export const runInOtherBase = [
  hexRun,
  ...base32Prefixes.map(({ needle, lead }) => `${digits}{${lead}}${needle}${behind}`),
].join("|");

const hexHere = new RegExp(hexRun, "y");
const base32Here = base32Prefixes.map(({ needle, lead }) => ({
  lead,
  atPrefix: new RegExp(`${needle}${behind}`, "y"),
  atGroup: new RegExp(`${digits}{${lead}}${needle}${behind}`, "y"),
}));
const base32Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const [bitsInDigit, bitsInByte] = [5, 8];

function isAt(pattern: RegExp, text: string, place: number): boolean {
  pattern.lastIndex = place;
  return pattern.test(text);
}

/** The place at which the group of a prefix begins that stands at a place; undefined if none does. */
export function otherBaseAt(text: string, place: number): number | undefined {
  if (isAt(hexHere, text, place)) {
    return place;
  }
  const found = base32Here.find(({ atPrefix, lead }) => lead <= place && isAt(atPrefix, text, place));
  return found && place - found.lead;
}

const hexLines = /^[0-9a-fA-F]*(?:\r?\n[0-9a-fA-F]+(?=\r?\n|$))*/;
const digitsInByte = 2;

/** A text that was decoded, and the place of each of its bytes in the one that was given. */
interface DecodedText {
  text: string;
  placeOf: (index: number) => number;
}

/** Decodes what begins a text in one of these bases; undefined if it is in none. */
export function decodedOtherBase(text: string): DecodedText | undefined {
  if (isAt(hexHere, text, 0)) {
    // As `xxd -p` writes it, it goes on in the next lines.
    const [run = ""] = hexLines.exec(text) ?? [];
    const places = [...run.matchAll(/[0-9a-fA-F]/g)].map(({ index }) => index);
    const decoded = Buffer.from(run.replaceAll(/\s/g, ""), "hex").toString("latin1");
    return { text: decoded, placeOf: (index) => places[index * digitsInByte] ?? run.length };
  }
  if (!base32Here.some(({ atGroup }) => isAt(atGroup, text, 0))) {
    return undefined;
  }
  const [run = ""] = /^[A-Z2-7]*/.exec(text) ?? [];
  const bits = Array.from(run, (digit) =>
    base32Digits.indexOf(digit).toString(2).padStart(bitsInDigit, "0"),
  ).join("");
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  const placeOf = (index: number) => Math.floor((index * bitsInByte) / bitsInDigit);
  return { text: Buffer.from(bytes).toString("latin1"), placeOf };
}
