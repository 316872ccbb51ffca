import { tokenTextsIn } from "../../provider/datadog/token/redact";
import { ListError } from "./list-error";
import type { ListText } from "./list-text";

/**
 * Refuses a list in which a token's whole text stands, comments included: in git's history it is leaked once more.
 *
 * @throws ListError with what to write instead, and what to do, in order.
 */
export function refuseWholeTokens(list: ListText): void {
  const problems = tokenTextsIn(list.text).map(({ offset, publicPortion }) =>
    list.pointAt(offset, problemOf(publicPortion)),
  );
  if (problems.length > 0) {
    throw new ListError(problems);
  }
}

function problemOf(publicPortion: string | undefined): string[] {
  const instead = publicPortion ?? "its prefix, ddpat_, and the 22 characters behind it";
  return [
    "a token's text stands here, secret part and all. It now stands in git's history, too, and so is leaked, whatever becomes of this file. In this order:",
    `  1. Write its public portion instead, which revokes it just as well: ${instead}`,
    "  2. Revoke it now: apply this list without waiting for anything else.",
    "  3. Find out what it was used for since then, in Datadog's Audit Trail.",
    "  4. Only then tidy up history, if at all: clones, forks and caches keep what was pushed.",
  ];
}
