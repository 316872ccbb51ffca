import { randomBytes as cryptoRandomBytes } from "node:crypto";

/** A source of random bytes, node:crypto's `randomBytes` in earnest. */
export type RandomBytes = (size: number) => Uint8Array;

/** The beginning of a token's text: personal, service. */
export type TokenPrefix = "ddpat" | "ddsat";

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const base = BigInt(digits.length);
/** 62^22 is the first power of 62 above 2^128. */
const aliasLength = 22;
/** The length of a secret and its checksum, whose rule is not public, as in a recorded, redacted token. */
const secretLength = 36;
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True if a text is a UUID, in any letter case and of any version: Datadog's ids are of several. */
export function isUuid(text: string): boolean {
  return uuidPattern.test(text);
}

/** A made-up UUID, version 4. */
export function makeTokenId(randomBytes: RandomBytes = cryptoRandomBytes): string {
  const hex = Buffer.from(randomBytes(16)).toString("hex");
  const variant = "89ab".charAt(parseInt(hex.charAt(16), 16) % 4);
  return dashed(`${hex.slice(0, 12)}4${hex.slice(13, 16)}${variant}${hex.slice(17)}`);
}

/**
 * The alias of a token: its UUID as a 128-bit number in base 62, 22 digits.
 * @throws Error if the id is no UUID.
 */
export function aliasOfTokenId(tokenId: string): string {
  if (!isUuid(tokenId)) {
    throw new Error(`"${tokenId}" is not a UUID.`);
  }
  let rest = BigInt(`0x${tokenId.replaceAll("-", "")}`);
  let alias = "";
  while (rest > 0n) {
    alias = digits.charAt(Number(rest % base)) + alias;
    rest /= base;
  }
  return alias.padStart(aliasLength, "0");
}

/** The UUID behind an alias, or `undefined` if it is no 22 digits of base 62 below 2^128. */
export function tokenIdOfAlias(alias: string): string | undefined {
  if (!/^[0-9A-Za-z]{22}$/.test(alias)) {
    return undefined;
  }
  let value = 0n;
  for (const digit of alias) {
    value = value * base + BigInt(digits.indexOf(digit));
  }
  if (value >> 128n !== 0n) {
    return undefined;
  }
  return dashed(value.toString(16).padStart(32, "0"));
}

/**
 * The text of a token with this id and a made-up secret: `ddpat_<alias>_<36 characters>`.
 * @throws Error if the id is no UUID.
 */
export function makeTokenText(
  tokenId: string,
  randomBytes: RandomBytes = cryptoRandomBytes,
  prefix: TokenPrefix = "ddpat",
): string {
  const secret = Array.from(randomBytes(secretLength), (byte) => digits.charAt(byte % digits.length)).join(
    "",
  );
  return `${prefix}_${aliasOfTokenId(tokenId)}_${secret}`;
}

/** The id that a token's text names, or `undefined` if the text is no whole token. */
export function tokenIdOfText(text: string): string | undefined {
  const alias = /^dd[ps]at_([0-9A-Za-z]{22})_[0-9A-Za-z]{36}$/.exec(text)?.[1];
  return alias === undefined ? undefined : tokenIdOfAlias(alias);
}

function dashed(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
