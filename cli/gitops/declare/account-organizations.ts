import type { LocateMeans } from "../../../provider/datadog/locate/locate-texts";
import { defaultAccount } from "../../../provider/datadog/token/account-site";
import { omitUndefined } from "../../../provider/datadog/token/omit-undefined";
import type { Site } from "../../../provider/datadog/token/sites";
import type { StackSettings } from "../stack-settings";

/** The places at which accounts are declared. */
interface Declarations {
  environment: Readonly<Record<string, string | undefined>>;
  /** The stack's, of which only names, sites and addresses are taken. */
  settings: StackSettings;
}

/** The organisations of the accounts with credentials in the environment, as far as they could be told. */
export interface AccountOrganizations {
  /** The first account of an organisation on a site; undefined if none is known to be. */
  accountOf: (site: Site, organization: string | undefined) => string | undefined;
  /** Tells whether any of the environment's credentials are known to belong to an organisation. */
  isOurs: (site: Site, organization: string | undefined) => boolean;
  /** Whole sentences about the accounts that could not be told. */
  problems: string[];
}

/**
 * Asks each account of the environment whose it is, once, and only if one of the tokens may be its: a reading, with the
 * account's own credentials, which have to be in the environment; its name and site may be in the stack's configuration.
 */
export async function accountOrganizations(
  sites: ReadonlySet<Site>,
  { environment, settings }: Declarations,
  { send, clock }: LocateMeans = {},
): Promise<AccountOrganizations> {
  const session = newSession({
    environment,
    log: silence,
    ...(send !== undefined && { send }),
    ...(clock !== undefined && { clock }),
  });
  session.configure({ get: (key) => withoutCredentials(settings)[key] });
  const { accounts } = session.settings;
  const isUnnamedSet = accounts.account().hasCredentials();
  const told = await Promise.all(
    [...accounts.names, ...(isUnnamedSet ? [defaultAccount] : [])].map(async (account) => {
      try {
        const site = accounts.account(account).site();
        const identity = sites.has(site) ? await session.identityOf({ site, account }) : undefined;
        return { account, site, identity };
      } catch (error) {
        return { account, problem: error instanceof Error ? error.message : String(error) };
      }
    }),
  );
  const named = told.filter(({ account }) => account !== defaultAccount);
  const isOf = (site: Site, organization: string | undefined) => (each: (typeof told)[number]) =>
    each.site === site && each.identity?.kind === "placed" && each.identity.organization === organization;
  return {
    accountOf: (site, organization) => named.find(isOf(site, organization))?.account,
    isOurs: (site, organization) => told.some(isOf(site, organization)),
    problems: [
      ...accounts.problems,
      ...(settings.accounts !== undefined && settings.accounts.value === undefined
        ? [secretAccounts(settings.accounts.key)]
        : []),
      ...named.flatMap(({ account, identity, problem }) =>
        problem !== undefined
          ? [untold(account, problem)]
          : identity === undefined || identity.kind === "placed"
            ? []
            : [
                untold(
                  account,
                  identity.kind === "valid"
                    ? "Datadog accepts its credentials, and does not say."
                    : identity.problem,
                ),
              ],
      ),
    ],
  };
}

/** The settings that say which accounts there are, and where. */
function withoutCredentials({ site, apiUrl, accounts }: StackSettings): Partial<Record<string, string>> {
  const places = accountsIn(accounts?.value ?? "{}").map(([name, place]) => [
    name,
    omitUndefined({ site: place?.["site"], apiUrl: place?.["apiUrl"] }),
  ]);
  return {
    ...omitUndefined({ "datadog:site": site?.value, "datadog:apiUrl": apiUrl?.value }),
    ...(places.length > 0 && { "datadog:accounts": JSON.stringify(Object.fromEntries(places)) }),
  };
}

/** The accounts in a text of JSON; what is wrong with it the update says. */
function accountsIn(text: string): [string, Readonly<Record<string, unknown>> | null][] {
  try {
    return Object.entries(JSON.parse(text) as Record<string, Record<string, unknown> | null>);
  } catch {
    return [];
  }
}

const silence = { warn: () => Promise.resolve(), info: () => Promise.resolve() };

function untold(account: string, problem: string): string {
  return `The organisation of the account ${account} can't be told, so no entry names it: ${problem}`;
}

function secretAccounts(key: string): string {
  return `${key} is secret in the stack's configuration, so no entry names an account that only it declares. Leave names and sites there in the clear, and give the credentials in the environment.`;
}

/** Loads what sends requests: whoever locates nothing does not wait for it. */
function newSession(
  ...given: ConstructorParameters<typeof import("../../../provider/session/session").Session>
): import("../../../provider/session/session").Session {
  const { Session } =
    require("../../../provider/session/session") as typeof import("../../../provider/session/session");
  return new Session(...given);
}
