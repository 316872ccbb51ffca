import { aliasLength, personalPrefix, servicePrefix, tokenParts } from "./token-parts";

/*
 * A token's text is `ddpat_<ALIAS>_<SECRET><CHECKSUM>` (personal) or `ddsat_<ALIAS>_…` (of a service account).
 * The alias is the token's UUID as a 128-bit number, most significant digit first, in base 62, padded to 22 digits:
 * so a leaked token names its own id, and no request is needed to learn it.
 * Source: 11 of 11 pairs in the recordings of Datadog's official clients; seven stand in the tests' fixtures.
 */
const aliasDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const aliasBase = BigInt(aliasDigits.length);
const tokenIdLimit = 1n << 128n;
/** A number of so many digits is a safe one. */
const digitsAtOnce = 8;

const uuidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const aliasPattern = new RegExp(`^${tokenParts.alias}$`);
const tokenPattern = new RegExp(
  String.raw`^(${personalPrefix}|${servicePrefix})(${tokenParts.alias})(?:_\S*)?$`,
);

/** A token's id (a UUID in any letter case, with white space around it) in lower case; undefined for any other text. */
export function normalizeTokenId(text: string): string | undefined {
  const tokenId = text.trim().toLowerCase();
  return uuidPattern.test(tokenId) ? tokenId : undefined;
}

/** The value of each digit, by its code. */
const digitValues = new Uint8Array(128);
for (let value = 0; value < aliasDigits.length; value += 1) {
  digitValues[aliasDigits.charCodeAt(value)] = value;
}
/** Factors of the digits that stand before so many others. */
const factors = Array.from({ length: digitsAtOnce + 1 }, (_, count) => aliasBase ** BigInt(count));

/** The number that some digits of an alias stand for, few enough that it is a safe one. */
function numberOf(alias: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    value = value * aliasDigits.length + (digitValues[alias.charCodeAt(at)] ?? 0);
  }
  return value;
}

/** The id that a 22-digit alias stands for; undefined for any other text, and for a number of more than 128 bits. */
export function tokenIdFromAlias(alias: string): string | undefined {
  if (!aliasPattern.test(alias)) {
    return undefined;
  }
  let value = 0n;
  for (let at = 0; at < aliasLength; at += digitsAtOnce) {
    const to = Math.min(at + digitsAtOnce, aliasLength);
    value = value * (factors[to - at] ?? 1n) + BigInt(numberOf(alias, at, to));
  }
  if (value >= tokenIdLimit) {
    return undefined;
  }
  const hex = value.toString(16).padStart(32, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The id that a public portion (`ddpat_<ALIAS>`, `ddsat_<ALIAS>`) names; undefined for any other text. */
export function tokenIdFromPublicPortion(text: string): string | undefined {
  const isOne = text.startsWith(personalPrefix) || text.startsWith(servicePrefix);
  return isOne ? tokenIdFromAlias(text.slice(personalPrefix.length)) : undefined;
}

/**
 * The 22-digit alias of a token's id (a UUID in any letter case): the public part of the token's text.
 *
 * @throws RangeError if the id is not a UUID
 */
export function aliasFromTokenId(tokenId: string): string {
  const normalized = normalizeTokenId(tokenId);
  if (normalized === undefined) {
    throw new RangeError("An alias can be computed from a UUID only.");
  }
  let value = BigInt(`0x${normalized.replaceAll("-", "")}`);
  let alias = "";
  while (value > 0n) {
    alias = aliasDigits.charAt(Number(value % aliasBase)) + alias;
    value /= aliasBase;
  }
  return alias.padStart(aliasLength, "0");
}

/**
 * The id that a leaked token's text names, and that it is a service account's, if it is one.
 *
 * Accepts the whole text (`ddpat_<ALIAS>_<SECRET>`, `ddsat_…`) and its public portion alone (`ddpat_<ALIAS>`), with white
 * space around it; no bare alias without its prefix, which is too easily something else. The result never holds any part of
 * the text but the id.
 *
 * @returns undefined for any other text
 */
export function readToken(text: string): { tokenId: string; kind?: "service" } | undefined {
  const [, prefix, alias] = tokenPattern.exec(text.trim()) ?? [];
  const tokenId = alias === undefined ? undefined : tokenIdFromAlias(alias);
  if (tokenId === undefined) {
    return undefined;
  }
  return prefix === servicePrefix ? { tokenId, kind: "service" } : { tokenId };
}

/** The id of a token that somebody has written down: by its id, its public portion or its text; undefined for any other text. */
export function idOfNamed(name: string): string | undefined {
  return readToken(name)?.tokenId ?? normalizeTokenId(name);
}
