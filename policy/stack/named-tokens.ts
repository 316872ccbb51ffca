import { isSingleType, type DeclaredToken } from "pulumi-datadog-token-revocation";

const mostTokens = 5;

/**
 * Names tokens of a resource in a sentence: `its token` for a single revocation, else `token 35ef…`, or `each of 7 tokens
 * (35ef…, 61c0… and 5 more)`.
 */
export function namedTokens({ type }: { type: string }, tokens: readonly DeclaredToken[]): string {
  if (isSingleType(type)) {
    return "its token";
  }
  const ids = tokens.map(({ tokenId }) => tokenId);
  if (ids.length === 1) {
    return `token ${ids[0] ?? ""}`;
  }
  const more = ids.length > mostTokens ? ` and ${ids.length - mostTokens} more` : "";
  return `each of ${ids.length} tokens (${ids.slice(0, mostTokens).join(", ")}${more})`;
}
