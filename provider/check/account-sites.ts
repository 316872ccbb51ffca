import {
  accountSiteKey,
  anyAccount,
  defaultAccount,
  defaultSite,
  parseSite,
  type AccountSite,
  type Site,
} from "../datadog";
import { accountSiteOf } from "../datadog/token/account-site";
import { declaredIn, type BatchInputs } from "../schema/batch-inputs";
import type { InputFailure, RawInputs } from "../schema/option-inputs";
import { isUnknown } from "../schema/unknown";
import { ConfigurationError } from "../session/configuration-error";
import type { Session } from "../session/session";

/** A part of inputs that may name an account and a site: a resource's own, or one entry's. */
type Placed = Record<string, unknown>;

/**
 * Gives every part of the inputs that names an account that account's site, and finds what is wrong: an account that
 * nothing declares, a site beside it that is not the account's.
 *
 * @param olds - the recorded inputs: an account that is not declared on this machine keeps its recorded site.
 * @param news - the program's own inputs, which tell a site that it names from one that was put in its place.
 * @param inputs - the normalised ones; changed in place.
 */
export function placeInAccounts(
  olds: RawInputs,
  news: RawInputs,
  inputs: Placed,
  session: Session,
): InputFailure[] {
  const failures = place(inputs, { olds, given: news["site"], property: "" }, session);
  const own = inputs["account"];
  if (own === defaultAccount) {
    delete inputs["account"];
  }
  const recorded = new Map(entriesOf(olds));
  for (const [tokenId, entry] of entriesOf(inputs)) {
    const property = `revocations.${tokenId}.`;
    const isOwnAccount = entry["account"] === undefined;
    const placed = isOwnAccount ? { ...entry, account: own } : entry;
    const old = recorded.get(tokenId) ?? {};
    if (isOwnAccount && typeof own === "string" && !isAsked(own, session)) {
      // Of an account that is not declared here, the resource itself has said all there is to say.
      continue;
    }
    failures.push(...place(placed, { olds: old, given: entry["site"], property }, session));
    if (!isOwnAccount && entry["account"] === defaultAccount && typeof own === "string") {
      // The resource's site is another account's.
      placed["site"] ??= recordedSite(old, defaultAccount) ?? siteOf(defaultAccount, session) ?? defaultSite;
    }
    if (!isOwnAccount && placed["site"] !== undefined) {
      entry["site"] = placed["site"];
    }
  }
  return failures;
}

/** The accounts and sites that the inputs ask, each once; of `any` all that it asks. */
function accountSitesIn(inputs: RawInputs, session: Session): AccountSite[] {
  const declared: AccountSite[] =
    inputs["revocations"] === undefined
      ? [accountSiteOf(inputs as unknown as AccountSite)]
      : declaredIn(inputs as unknown as BatchInputs).map(accountSiteOf);
  const found = new Map<string, AccountSite>();
  for (const each of declared) {
    if (!isUnknown(each.site) && !isUnknown(each.account)) {
      found.set(accountSiteKey(each), each);
    }
  }
  return [...found.values()].flatMap((each) =>
    each.account === anyAccount ? session.accountSites() : [each],
  );
}

/**
 * Finds the addresses that are wrong, or may not be asked.
 *
 * @param isSiteNamed - `true` if the program names the resource's site; that of an entry is always named.
 */
export function addressFailures(inputs: RawInputs, session: Session, isSiteNamed: boolean): InputFailure[] {
  const reasons = reasonsOf(() =>
    accountSitesIn(inputs, session).flatMap((accountSite) =>
      reasonsOf(() =>
        session.settings.accounts.has(accountSite.account ?? defaultAccount)
          ? contradictions(accountSite, session, isSiteNamed || accountSite.site !== inputs["site"])
          : [],
      ),
    ),
  );
  return [...new Set(reasons)].map((reason) => ({ property: "", reason }));
}

function reasonsOf(find: () => string[]): string[] {
  try {
    return find();
  } catch (error) {
    if (error instanceof ConfigurationError) {
      return [error.message];
    }
    throw error;
  }
}

/**
 * A site that the program names, and another one that the settings name beside an address of their own: one of the two would
 * not be asked.
 */
function contradictions({ site, account }: AccountSite, session: Session, isSiteNamed: boolean): string[] {
  const { override } = session.addressOf(accountSiteOf({ site, ...(account !== undefined && { account }) }));
  if (override === undefined || !isSiteNamed) {
    return [];
  }
  const named = session.settings.accounts.account(account).namedSite();
  return named === undefined || named.site === site
    ? []
    : [
        `${override.name}: it stands in for ${named.site}, which ${named.name} names, and the program names ${site}, which would not be asked. Give each site an account of its own (datadog:accounts, DD_ACCOUNTS).`,
      ];
}

interface Given {
  olds: RawInputs;
  given: unknown;
  property: string;
}

function place(placed: Placed, { olds, given, property }: Given, session: Session): InputFailure[] {
  const { account } = placed;
  const { accounts } = session.settings;
  if (typeof account !== "string" || isUnknown(account) || account === defaultAccount) {
    return [];
  }
  if (account === anyAccount) {
    return given === undefined || given === null
      ? []
      : [
          {
            property: `${property}site`,
            reason: 'leave it out where account is "any": every account has its own.',
          },
        ];
  }
  if (!accounts.has(account)) {
    if (olds["account"] === account && typeof olds["site"] === "string") {
      placed["site"] = olds["site"];
      return [];
    }
    return [{ property: `${property}account`, reason: accounts.unknownAccount(account) }];
  }
  const site = siteOf(account, session);
  const named = placed["site"];
  placed["site"] = site ?? named;
  return given === undefined || given === null || site === undefined || named === site
    ? []
    : [
        {
          property: `${property}site`,
          reason: `account ${account} is on ${site}: leave site out, or name another account.`,
        },
      ];
}

function isAsked(account: string, { settings }: Session): boolean {
  return account === anyAccount || isUnknown(account) || settings.accounts.has(account);
}

/** The recorded site of a part that names an account, if it is of the same account. */
function recordedSite({ site, account }: RawInputs, now: string): Site | undefined {
  return account === now && typeof site === "string" ? parseSite(site) : undefined;
}

/** The site of an account; undefined if its setting is wrong, which is told among the problems of the settings. */
function siteOf(account: string, session: Session): Site | undefined {
  try {
    return session.settings.accounts.account(account).site();
  } catch (error) {
    if (error instanceof ConfigurationError) {
      return undefined;
    }
    throw error;
  }
}

function entriesOf(inputs: RawInputs): [string, Placed][] {
  const { revocations } = inputs;
  return typeof revocations === "object" && revocations !== null
    ? Object.entries(revocations as Record<string, Placed>)
    : [];
}
