import { byteClass, bytesOf, type BytePair } from "./byte-pairs";

/*
 * The first two bytes of everything that report-needles.ts looks for: eight pairs for each round of the search, grouped so
 * that the products of their halves hold little else.
 */

/** The first characters of a token, and of its prefix in base64. */
const beginnings = bytesOf("dkZRQ");

const ofPrefixes: readonly BytePair[] = [
  // ddpat_, DDPAT, Ddpat, ddapp_, datadog, DataDog, DATADOG.
  { first: bytesOf("dD"), second: bytesOf("dDaA") },
  // Behind its first character a wrapping may begin: line ends and controls, what nobody sees, escapes, elements.
  { first: beginnings, second: bytesOf("\0-\x1f") },
  { first: beginnings, second: [0xc2, 0xcd, 0xd8, 0xe1, 0xe2, 0xef] },
  { first: beginnings, second: bytesOf("%&") },
  { first: beginnings, second: bytesOf("<=\x7f") },
  { first: beginnings, second: bytesOf("\\^") },
  // The prefixes in base64.
  { first: bytesOf("ZQk"), second: bytesOf("GAZ") },
  { first: bytesOf("R"), second: bytesOf("k") },
];

const others: readonly BytePair[] = [
  // Escapes.
  { first: bytesOf("%"), second: bytesOf("0-9A-Fa-f") },
  { first: bytesOf("="), second: bytesOf("6") },
  { first: bytesOf("&"), second: bytesOf("#a") },
  { first: bytesOf("\\"), second: bytesOf("ux") },
  // A packed report.
  { first: bytesOf("H"), second: bytesOf("4") },
  // public_portion, access_tokens and hashed_secret; externalPropertyFileReferences; found matching ****.
  { first: bytesOf("_"), second: bytesOf("pst") },
  { first: bytesOf("l"), second: bytesOf("P") },
  { first: bytesOf("*"), second: bytesOf("*") },
];

const firsts = (pairs: readonly BytePair[]) => byteClass(pairs.map(({ first }) => first));
const seconds = (pairs: readonly BytePair[]) => byteClass(pairs.map(({ second }) => second));

/** The classes of the first and of the second bytes of the pairs, in two rounds. */
export const needlePairs = [
  { first: firsts(ofPrefixes), second: seconds(ofPrefixes) },
  { first: firsts(others), second: seconds(others) },
] as const;

/** The class of base64's characters; capitals and small letters have bits of their own (search-program.ts). */
export const base64Class = byteClass(
  ["/+-", "0-9", "A-O", "P-Z", "a-o", "p-z", "_"].map((characters) => bytesOf(characters)),
);
