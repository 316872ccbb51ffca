import { percentDecoded } from "./percent-decoded";

const TOKEN_TEXT = /dd[ps]at_[0-9A-Za-z]{22}_[0-9A-Za-z]+/;
/** A shorter secret may well be part of an innocent word: it counts only where it stands alone. */
const UNMISTAKABLE_LENGTH = 16;
const REDACTED = "[REDACTED]";

/** Whether a URL contains one of these secrets, or the text of any token, percent-encoded or in clear. */
export function urlContainsSecret(url: string, secrets: readonly string[]): boolean {
  return unmistakablyContains(url, secrets) || url.split(/[/?&=]/).some((part) => isSecret(part, secrets));
}

/** A path or a user agent, with the parts that are secrets replaced. */
export function redact(text: string, secrets: readonly string[]): string {
  const redacted = text
    .split(/([\s/])/)
    .map((part) => (isSecret(part, secrets) ? REDACTED : part))
    .join("");
  // A secret that goes across the parts can't be cut out of what is encoded: nothing of it is shown.
  return unmistakablyContains(redacted, secrets) ? REDACTED : redacted;
}

function isSecret(part: string, secrets: readonly string[]): boolean {
  const text = percentDecoded(part);
  return TOKEN_TEXT.test(text) || secrets.includes(text);
}

function unmistakablyContains(text: string, secrets: readonly string[]): boolean {
  const clear = percentDecoded(text);
  return secrets.some((secret) => secret.length >= UNMISTAKABLE_LENGTH && clear.includes(secret));
}
