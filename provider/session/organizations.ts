import { accountSiteKey, type AccountSite, type Identity } from "../datadog";
import { warnings } from "../messages/warnings";
import type { MessageLog } from "./message-log";

/** The part of a session that says who is asking. */
export interface IdentitySource {
  identityOf(accountSite: AccountSite): Promise<Identity>;
  log: MessageLog;
}

/**
 * The positive control of every 404 that is believed: the organisation that these credentials belong to. Credentials that
 * can't be placed are told once for each account and site, and then nothing is proven by absence.
 */
export class Organizations {
  readonly #source: IdentitySource;
  readonly #warned = new Set<string>();

  constructor(source: IdentitySource) {
    this.#source = source;
  }

  /** Finds the id of the organisation that answers at a site; undefined, with a warning, if it can't be told. */
  async at(accountSite: AccountSite): Promise<string | undefined> {
    const identity = await this.#source.identityOf(accountSite);
    if (identity.kind === "placed") {
      return identity.organization;
    }
    const key = accountSiteKey(accountSite);
    if (!this.#warned.has(key)) {
      this.#warned.add(key);
      const problem = identity.kind === "valid" ? undefined : identity.problem;
      await this.#source.log.warn(warnings.organizationUnknown(accountSite, problem));
    }
    return undefined;
  }
}
