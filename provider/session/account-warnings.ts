import {
  accountSiteName,
  accountSiteOf,
  anyAccount,
  defaultAccount,
  expiryOf,
  type AccountSite,
} from "../datadog";
import { messages, warnings } from "../messages/warnings";
import { byAccountSite } from "../messages/wording";
import { isUnknown } from "../schema/unknown";
import { ConfigurationError } from "./configuration-error";
import type { Session } from "./session";

/** The requests for one token: the GET before the DELETE, the DELETE, and the GET after it. */
const callsForToken = 3;

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
      } else if (!isUnknown(account)) {
        await this.#warnOfCredentials(account);
        await this.#tellHost(accountSiteOf(accountSite));
      }
    }
  }

  /**
   * Warns of credentials that say themselves when they expire, if that is before a run that revokes these tokens can have come
   * to its end: by the rate limits that are known, and the time that one call may take.
   */
  async warnOfExpiry(tokens: readonly AccountSite[]): Promise<void> {
    const { settings } = this.#session;
    for (const ofSite of byAccountSite(tokens)) {
      const [{ site, account = defaultAccount }] = ofSite;
      const names = account === anyAccount ? settings.accounts.asked().map(({ name }) => name) : [account];
      for (const name of names) {
        await this.#warnOfExpiryOf({ site: this.#siteOf(name, site), account: name }, ofSite.length);
      }
    }
  }

  async #warnOfExpiryOf(accountSite: Required<AccountSite>, tokens: number): Promise<void> {
    try {
      const { settings, clock } = this.#session;
      const credentials = settings.accounts.account(accountSite.account).credentials();
      const expiresAt = expiryOf(credentials);
      if (expiresAt === undefined) {
        return;
      }
      const paces = this.#session.limitsAt(accountSite).map(({ limit, periodSeconds }) => {
        return limit && periodSeconds ? ((tokens * callsForToken) / limit) * periodSeconds : 0;
      });
      const runSeconds = Math.max(0, ...paces) + settings.retryDeadlineSeconds();
      if (clock.now() + runSeconds * 1000 > expiresAt && this.#isFirst(`expiry ${accountSite.account}`)) {
        await this.#session.log.warn(warnings.expiresSoon(credentials.name, expiresAt, runSeconds));
      }
    } catch (error) {
      // Missing or wrong credentials are told elsewhere.
      if (!(error instanceof ConfigurationError)) {
        throw error;
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
