import { accountSiteName, accountSiteOf, anyAccount, defaultAccount, type AccountSite } from "../datadog";
import { messages, warnings } from "../messages/warnings";
import { ConfigurationError } from "./configuration-error";
import type { Session } from "./session";

/** Says once in the life of a process what a person should know of each account before it is asked. */
export class AccountWarnings {
  readonly #session: Session;
  readonly #given = new Set<string>();

  constructor(session: Session) {
    this.#session = session;
  }

  /**
   * Warns that `up` will need credentials, since previews work without them, and tells every host that stands in for
   * Datadog's own; never throws for what is missing or wrong.
   */
  async giveIfNeeded(accountSites: readonly AccountSite[]): Promise<void> {
    for (const accountSite of accountSites) {
      const { site, account } = accountSite;
      if (account === anyAccount) {
        const asked = this.#session.settings.accounts.asked();
        await this.giveIfNeeded(asked.map(({ name }) => ({ site: this.#siteOf(name, site), account: name })));
      } else {
        await this.#warnOfCredentials(account);
        await this.#tellHost(accountSiteOf(accountSite));
      }
    }
  }

  async #warnOfCredentials(account = defaultAccount): Promise<void> {
    try {
      this.#session.settings.accounts.account(account).credentials();
    } catch (error) {
      if (!(error instanceof ConfigurationError)) {
        throw error;
      }
      if (this.#isFirst(`credentials ${account}`)) {
        await this.#session.log.warn(warnings.credentialsNeeded(error.message));
      }
    }
  }

  async #tellHost(accountSite: AccountSite): Promise<void> {
    const override = this.#overrideOf(accountSite);
    if (override === undefined || !this.#isFirst(`host ${override.name} ${override.host}`)) {
      return;
    }
    const { host, name, isLoopback } = override;
    const message = messages.asksAnotherHost(accountSiteName(accountSite), host, name);
    await (isLoopback ? this.#session.log.info(message) : this.#session.log.warn(message));
  }

  #overrideOf(accountSite: AccountSite) {
    try {
      return this.#session.addressOf(accountSite).override;
    } catch (error) {
      if (error instanceof ConfigurationError) {
        return undefined;
      }
      throw error;
    }
  }

  #siteOf(account: string, fallback: AccountSite["site"]): AccountSite["site"] {
    try {
      return this.#session.settings.accounts.account(account).site();
    } catch (error) {
      if (error instanceof ConfigurationError) {
        return fallback;
      }
      throw error;
    }
  }

  #isFirst(notice: string): boolean {
    const isFirst = !this.#given.has(notice);
    this.#given.add(notice);
    return isFirst;
  }
}
