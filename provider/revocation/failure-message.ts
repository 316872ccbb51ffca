import { counted } from "../tasks/progress";

/** One token of a batch that could not be dealt with. */
export interface TokenFailure {
  tokenId: string;
  reason: Error;
}

/** What became of the others, and what the next run does. A destroy that fails can't change the state. */
const outlooks = {
  up: (done: number) =>
    done === 0
      ? "The next pulumi up asks for them again:"
      : `The other ${counted(done)} are done and recorded; the next pulumi up asks for these alone:`,
  destroy: (done: number) =>
    done === 0
      ? "The next pulumi destroy asks for them again:"
      : `The other ${counted(done)} are done, which a failed destroy can't record: the next one asks for all of them again, which does no harm. With onNotFound: "fail", run pulumi refresh first:`,
} as const;

const mostIdsPerReason = 20;
const mostReasons = 10;

/**
 * What a person reads where a part of a batch failed: how many of how many, what became of the others, and each token
 * with its reason, grouped by reason where many share it.
 */
export function batchFailureMessage(
  failures: readonly TokenFailure[],
  { total, site, next }: { total: number; site: string; next: keyof typeof outlooks },
): string {
  // The same reason with another id, or another number of attempts or seconds, is the same reason.
  const groups = Map.groupBy(failures, ({ tokenId, reason }) =>
    reason.message.replaceAll(tokenId, "…").replace(/\d+(\.\d+)?/g, "#"),
  );
  const summary = `${counted(failures.length)} of ${counted(total)} personal access tokens on ${site} could not be dealt with. ${outlooks[next](total - failures.length)}`;
  const reasons = [...groups.values()].slice(0, mostReasons).map(reasonLine);
  const more = groups.size - mostReasons;
  return [summary, ...reasons, ...(more > 0 ? [`- and ${counted(more)} more reasons`] : [])].join("\n");
}

function reasonLine(failures: readonly TokenFailure[]): string {
  const [first, ...others] = failures;
  if (first === undefined) {
    return "";
  }
  const shown = others.slice(0, mostIdsPerReason).map(({ tokenId }) => tokenId);
  const more = others.length - shown.length;
  const likewise =
    others.length === 0
      ? ""
      : ` Likewise ${counted(others.length)} more: ${shown.join(", ")}${more > 0 ? ` and ${counted(more)} others` : ""}.`;
  return `- ${first.reason.message}${likewise}`;
}
