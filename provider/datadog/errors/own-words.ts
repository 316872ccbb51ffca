import { redactSecrets, type Secret } from "../http/secret";

const mostErrors = 5;
const longestErrorLength = 300;

/** Datadog's own words, fit to be kept: few, short, each on one line, and without secrets. */
export function quotableErrors(errors: readonly string[], secrets: readonly Secret[]): readonly string[] {
  return errors.slice(0, mostErrors).map((words) => quotable(words, secrets));
}

/** Words that are quotable, to be put behind what they are about: ` ("Forbidden")`, or nothing if there are none. */
export function inBrackets(errors: readonly string[]): string {
  return errors.length === 0 ? "" : ` (${errors.map((words) => `"${words}"`).join(", ")})`;
}

/** Somebody else's words on one line; redacted before they are cut, since half a secret is one, too. */
function quotable(words: string, secrets: readonly Secret[]): string {
  const line = redactSecrets(words, secrets)
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  return line.length > longestErrorLength ? `${line.slice(0, longestErrorLength)}…` : line;
}
