import type { AccountSite } from "../provider/datadog/token/account-site";

/** An account, and the site on which it is asked. */
export type { AccountSite };

/**
 * Lists the accounts that `account: "any"` asks, each with its site, by a stack's configuration and the environment of
 * `pulumi`: for what guards a stack. It asks nobody.
 *
 * @param configuration - by fully qualified key (`datadog:accounts`); a value of several parts as its JSON.
 * @throws Error for an account on a site that is none of Datadog's.
 */
export function accountSites(
  configuration: ReadonlyMap<string, string>,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): AccountSite[] {
  // Loads the HTTP library, too: only who asks waits for it.
  const { Session } = require("../provider/session/session") as typeof import("../provider/session/session");
  const silence = { warn: () => Promise.resolve(), info: () => Promise.resolve() };
  const session = new Session({ environment, log: silence });
  session.configure(configuration);
  return session.accountSites();
}
