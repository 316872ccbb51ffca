import type { Site } from "../datadog/token/sites";

/** A token as messages name it. */
export interface NamedToken {
  tokenId: string;
  site: Site;
}

/** Writes a count as people read it: 1,000. */
export function formatCount(count: number): string {
  // Not toLocaleString: loading a locale takes 40 ms at the start of every batch.
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Writes the first texts and how many more there are: `a, b and 3 more`. */
export function firstOf(texts: readonly string[], most: number): string {
  const more = texts.length - most;
  const shown = texts.slice(0, most).join(", ");
  return more > 0 ? `${shown} and ${formatCount(more)} more` : shown;
}

/** The grammar of a sentence about one token or many of one site. */
export interface Subject {
  /** `Personal access token "35ef…" on datadoghq.eu`, or `3 personal access tokens on datadoghq.eu (35ef…, 61c0… and 1 more)`. */
  name: string;
  is: "is" | "are";
  was: "was" | "were";
  it: "it" | "they";
  them: "it" | "them";
  its: "its" | "their";
}

const mostIds = 5;

/** The subject of a sentence about tokens of one site. */
export function subjectOf(tokens: readonly [NamedToken, ...NamedToken[]]): Subject {
  const [{ tokenId, site }] = tokens;
  if (tokens.length === 1) {
    const name = `Personal access token "${tokenId}" on ${site}`;
    return { name, is: "is", was: "was", it: "it", them: "it", its: "its" };
  }
  const ids = tokens.map((token) => token.tokenId);
  const name = `${formatCount(ids.length)} personal access tokens on ${site} (${firstOf(ids, mostIds)})`;
  return { name, is: "are", was: "were", it: "they", them: "them", its: "their" };
}

/** Groups tokens by site, each group with at least one token. */
export function bySite<Token extends NamedToken>(tokens: readonly Token[]): [Token, ...Token[]][] {
  return [...Map.groupBy(tokens, ({ site }) => site).values()] as [Token, ...Token[]][];
}
