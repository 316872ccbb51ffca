import { omitUndefined } from "../datadog/token/omit-undefined";
import { accountSiteKey, accountSiteName, type AccountSite } from "../datadog/token/account-site";

/** A token as messages name it. */
export interface NamedToken extends AccountSite {
  tokenId: string;
  /** Absent: a person's token. */
  kind?: "service";
  /** `true` if it was declared for any account, and this one showed the token. */
  anyAccount?: true;
}

/** A token as messages name it, and nothing else of what is known. */
export function nameOf({ tokenId, kind, site, account, anyAccount }: NamedToken): NamedToken {
  return { tokenId, site, ...omitUndefined({ kind, account, anyAccount }) };
}

/** The noun for tokens: `personal access token`, `service access tokens`, or `access tokens` if there are both. */
export function tokenNoun(tokens: readonly Pick<NamedToken, "kind">[], count = tokens.length): string {
  const isService = new Set(tokens.map(({ kind }) => kind === "service"));
  const kind = isService.size > 1 ? "" : isService.has(true) ? "service " : "personal ";
  return `${kind}access ${count === 1 ? "token" : "tokens"}`;
}

/** Begins a sentence. */
export function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
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

/** The grammar of a sentence about one token or many of one account and site. */
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

/** The subject of a sentence about tokens of one account and site. */
export function subjectOf(tokens: readonly [NamedToken, ...NamedToken[]]): Subject {
  const [token] = tokens;
  const { tokenId } = token;
  const where = accountSiteName(token);
  if (tokens.length === 1) {
    const name = `${capitalized(tokenNoun(tokens))} "${tokenId}" on ${where}`;
    return { name, is: "is", was: "was", it: "it", them: "it", its: "its" };
  }
  const ids = tokens.map((token) => token.tokenId);
  const name = `${formatCount(ids.length)} ${tokenNoun(tokens)} on ${where} (${firstOf(ids, mostIds)})`;
  return { name, is: "are", was: "were", it: "they", them: "them", its: "their" };
}

/** Groups tokens by account and site, each group with at least one token. */
export function byAccountSite<Token extends AccountSite>(tokens: readonly Token[]): [Token, ...Token[]][] {
  return [...Map.groupBy(tokens, accountSiteKey).values()] as [Token, ...Token[]][];
}
