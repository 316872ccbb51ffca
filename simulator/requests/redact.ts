import { percentDecoded } from "./percent-decoded";

const tokenText = /dd[ps]at_[0-9A-Za-z]{22}_[0-9A-Za-z]+/;
/** A shorter secret may well be part of an innocent word: it counts only if it stands alone. */
const unmistakableLength = 16;
const redactedMark = "[REDACTED]";

/** True if a URL contains one of these secrets, or the text of any token, percent-encoded or in clear. */
export function urlContainsSecret(url: string, secrets: readonly string[]): boolean {
  return unmistakablyContains(url, secrets) || url.split(/[/?&=]/).some((part) => isSecret(part, secrets));
}

/** A path or a user agent, with the parts that are secrets replaced. */
export function redact(text: string, secrets: readonly string[]): string {
  const redacted = text
    .split(/([\s/])/)
    .map((part) => (isSecret(part, secrets) ? redactedMark : part))
    .join("");
  // A secret that goes across the parts can't be cut out of what is encoded: nothing of it is shown.
  return unmistakablyContains(redacted, secrets) ? redactedMark : redacted;
}

function isSecret(part: string, secrets: readonly string[]): boolean {
  const text = percentDecoded(part);
  return tokenText.test(text) || secrets.includes(text);
}

function unmistakablyContains(text: string, secrets: readonly string[]): boolean {
  const clear = percentDecoded(text);
  return secrets.some((secret) => secret.length >= unmistakableLength && clear.includes(secret));
}
