import type { LocateMeans } from "../../../provider/datadog/locate/locate-texts";
import { defaultAccount } from "../../../provider/datadog/token/account-site";
import type { Site } from "../../../provider/datadog/token/sites";

/** The organisations of the accounts in the environment, as far as they could be told. */
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
 * account's own credentials. What is only in a stack's configuration is not known here.
 */
export async function accountOrganizations(
  sites: ReadonlySet<Site>,
  environment: Readonly<Record<string, string | undefined>>,
  { send, clock }: LocateMeans = {},
): Promise<AccountOrganizations> {
  const session = newSession({
    environment,
    log: silence,
    ...(send !== undefined && { send }),
    ...(clock !== undefined && { clock }),
  });
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

const silence = { warn: () => Promise.resolve(), info: () => Promise.resolve() };

function untold(account: string, problem: string): string {
  return `The organisation of the account ${account} can't be told, so no entry names it: ${problem}`;
}

/** Loads what sends requests: whoever locates nothing does not wait for it. */
function newSession(
  ...given: ConstructorParameters<typeof import("../../../provider/session/session").Session>
): import("../../../provider/session/session").Session {
  const { Session } =
    require("../../../provider/session/session") as typeof import("../../../provider/session/session");
  return new Session(...given);
}
