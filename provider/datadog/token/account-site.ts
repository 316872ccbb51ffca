import type { Site } from "./sites";

/** The account whose settings have no name of their own: `datadog:apiKey`, `DD_API_KEY`, … */
export const defaultAccount = "default";

/** The name by which a program asks all accounts. */
export const anyAccount = "any";

/** An account and the site at which it is asked. */
export interface AccountSite {
  site: Site;
  /** Absent: the account `default`. `any`: all of them, until one of them has shown the token. */
  account?: string;
}

/** The key of an account at a site, for maps: `datadoghq.eu`, or `prod datadoghq.eu`. */
export function accountSiteKey({ site, account }: AccountSite): string {
  return account === undefined || account === defaultAccount ? site : `${account} ${site}`;
}

/** The account and its site as messages name them: `datadoghq.eu`, or `datadoghq.eu (account prod)`. */
export function accountSiteName({ site, account }: AccountSite): string {
  if (account === anyAccount) {
    return "all accounts";
  }
  return account === undefined ? site : `${site} (account ${account})`;
}

/** The account and site of something that says more, and nothing else of it. */
export function accountSiteOf({ site, account }: AccountSite): AccountSite {
  return account === undefined ? { site } : { site, account };
}
