import { aliasLength, tokenParts } from "./token-parts";
import { mayHoldToken } from "./token-needles";
import { tokenSpotsIn, type TokenSpot } from "./token-spots";

/** The text in place of anything secret. */
export const redacted = "[REDACTED]";

/*
 * Greedy on purpose: a damaged token (wrong lengths, letters in another case) is still a leaked one.
 * Group 1 is the prefix, 2 the alias, 3 the secret.
 */
const tokenTextPattern = new RegExp(`(${tokenParts.prefix})([0-9a-z]*)(?:_([0-9a-z_-]+))?`, "gi");
const anyPrefix = /dd[ps]at/i;
const plainTokenText = /^dd[ps]at_\w*$/i;

/** The most rounds: what was redacted may bring together what then looks like another token. */
const mostRounds = 8;

/**
 * A text in which every token's secret part is replaced: `ddpat_<ALIAS>_[REDACTED]`, likewise `ddsat_…`, also where it
 * stands in a wrapping (base64, escapes, colours, several lines).
 *
 * The alias is public and stays, so that one can tell which token was meant; digits beyond an alias's 22 may be the
 * secret's, so an alias that is too long goes as well (`ddpat_[REDACTED]`). Public portions alone are left as they are.
 */
export function redactTokenText(text: string): string {
  // Names without anything of a token come by the hundred thousand.
  if (!mayHoldToken(text) && !anyPrefix.test(text)) {
    return text;
  }
  let shown = text;
  for (let round = 0; round < mostRounds; round += 1) {
    const next = redactPlain(redactWrapped(shown));
    if (next === shown) {
      break;
    }
    shown = next;
  }
  return shown;
}

/** A run of characters close behind a prefix, and long enough for a secret part: of a token that is damaged anywhere. */
const secretNearby = /(dd[ps]at\S{0,40}?)[0-9a-z]{30,}/gi;

function redactPlain(text: string): string {
  return text
    .replace(secretNearby, redactNearby)
    .replace(tokenTextPattern, (match, prefix: string, alias: string, secret: string | undefined) => {
      if (alias.length > aliasLength) {
        return `${prefix}${redacted}`;
      }
      return secret === undefined ? match : `${prefix}${alias}_${redacted}`;
    });
}

/** A whole token's own redaction comes after this, and is the better one. */
function redactNearby(match: string, before: string): string {
  return plainTokenText.test(match) ? match : `${before}${redacted}`;
}

function redactWrapped(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (const spot of secretSpotsIn(text)) {
    const { start, end, token } = spot;
    if (!plainTokenText.test(text.slice(start, end))) {
      parts.push(text.slice(done, start), token ? `${token.publicPortion}_${redacted}` : redacted);
      done = token ? end : restEnd(text, end);
    }
  }
  return done === 0 ? text : parts.join("") + text.slice(done);
}

/** The letters and digits behind a damaged token, and a run close to it that is long enough for a secret part. */
const restPattern = /\S{0,40}?[0-9a-z]{30,}[\w-]*|[\w-]*/iy;

/** The end of all that may be the secret part of a damaged token: nobody can tell which of it is. */
function restEnd(text: string, end: number): number {
  restPattern.lastIndex = end;
  return end + (restPattern.exec(text)?.[0].length ?? 0);
}

function secretSpotsIn(text: string): TokenSpot[] {
  return tokenSpotsIn(text).filter(({ holdsSecret }) => holdsSecret);
}

/** True if a text holds anything like a token's whole text: a prefix, an alias and at least a part of a secret. */
export function containsTokenText(text: string): boolean {
  return redactTokenText(text) !== text;
}

/** The places of a text at which a token's text stands, secret part and all, with its public portion if that can be told. */
export function tokenTextsIn(text: string): { offset: number; publicPortion: string | undefined }[] {
  const plain = [...text.matchAll(tokenTextPattern)]
    .filter(([match]) => redactPlain(match) !== match)
    .map(({ index, 0: match, 1: prefix = "", 2: alias = "" }) => ({
      offset: index,
      end: index + match.length,
      publicPortion: alias.length === aliasLength ? `${prefix}${alias}` : undefined,
    }));
  const wrapped = secretSpotsIn(text)
    .filter(({ start, end }) => plain.every((each) => end <= each.offset || start >= each.end))
    .map(({ start, end, token }) => ({ offset: start, end, publicPortion: token?.publicPortion }));
  return [...plain, ...wrapped]
    .sort((one, other) => one.offset - other.offset)
    .map(({ offset, publicPortion }) => ({ offset, publicPortion }));
}
