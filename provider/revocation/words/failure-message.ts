import { accountSiteName } from "../../datadog";
import { firstOf, formatCount, tokenNoun, type NamedToken } from "../../messages/wording";
import type { TokenFailure } from "../../tasks/run-tasks";

/** The fate of the other tokens, and what the next run does. A destroy that fails can't change the state. */
const outlooks = {
  up: (done: number) =>
    done === 0
      ? "The next pulumi up asks for them again:"
      : `The other ${formatCount(done)} are done and recorded; the next pulumi up asks for these alone:`,
  destroy: (done: number) =>
    done === 0
      ? "The next pulumi destroy asks for them again:"
      : `The other ${formatCount(done)} are done, which a failed destroy can't record: the next one asks for all of them again, which does no harm. With onNotFound: "fail", run pulumi refresh first:`,
} as const;

const mostIdsPerReason = 20;
const mostReasons = 10;

/**
 * Tells a person that a part of a batch failed: how many of how many, what became of the others, and each token with its
 * reason, grouped by reason if many share it.
 *
 * @param options.tokens - all that the run dealt with.
 */
export function failureMessage(
  failures: readonly TokenFailure[],
  { tokens, next }: { tokens: readonly Pick<NamedToken, "kind">[]; next: keyof typeof outlooks },
): string {
  // The same reason with another id, or another number of attempts or seconds, is the same reason.
  const groups = Map.groupBy(failures, ({ tokenId, reason }) =>
    reason.message.replaceAll(tokenId, "…").replace(/\d+(\.\d+)?/g, "#"),
  );
  const where = [...new Set(failures.map(accountSiteName))].join(" and ");
  const total = tokens.length;
  const which = `${formatCount(failures.length)} of ${formatCount(total)} ${tokenNoun(tokens)}`;
  const summary = `${which} could not be dealt with on ${where}. ${outlooks[next](total - failures.length)}`;
  const reasons = [...groups.values()].slice(0, mostReasons).map(reasonLine);
  const more = groups.size - mostReasons;
  return [summary, ...reasons, ...(more > 0 ? [`- and ${formatCount(more)} more reasons`] : [])].join("\n");
}

function reasonLine([first, ...others]: readonly TokenFailure[]): string {
  if (first === undefined) {
    return "";
  }
  const ids = others.map(({ tokenId }) => tokenId);
  const likewise =
    ids.length === 0 ? "" : ` Likewise ${formatCount(ids.length)} more: ${firstOf(ids, mostIdsPerReason)}.`;
  return `- ${first.reason.message}${likewise}`;
}
