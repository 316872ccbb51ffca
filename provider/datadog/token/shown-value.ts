import { containsTokenText } from "./redact";

/** The form of keys and tokens: Datadog's API keys have 32 characters, and no site, number or word has so many without a dot. */
const keyLike = /[\w+/=-]{20}/;
const mostCharacters = 200;

/**
 * The value of a setting that is wrong, as a message shows it: in quotes, unless it may be a credential that stands in the wrong
 * place.
 */
export function shownValue(value: string): string {
  return keyLike.test(value) || containsTokenText(value) || value.length > mostCharacters
    ? `(a text of ${value.length} characters, not shown: it may be a credential)`
    : JSON.stringify(value);
}
