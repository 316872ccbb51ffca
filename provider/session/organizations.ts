import { accountSiteKey, type AccountSite, type Identity } from "../datadog";
import { warnings } from "../messages/warnings";
import type { MessageLog } from "./message-log";

/** The part of a session that says who is asking. */
export interface IdentitySource {
  identityOf(accountSite: AccountSite): Promise<Identity>;
  identityToProve(accountSite: AccountSite): Promise<Identity>;
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

  /** Finds the id of the user whose credentials ask at a site; undefined if it can't be told. */
  async userAt(accountSite: AccountSite): Promise<string | undefined> {
    const identity = await this.#source.identityOf(accountSite);
    return identity.kind === "placed" ? identity.user : undefined;
  }

  /** Finds the id of the organisation that answers at a site; undefined if Datadog has not told it yet. */
  async soFar(accountSite: AccountSite): Promise<string | undefined> {
    return organizationIn(await this.#source.identityOf(accountSite));
  }

  /** Finds the id of the organisation that answers at a site; undefined, with a warning, if it can't be told. */
  async at(accountSite: AccountSite): Promise<string | undefined> {
    return this.#told(accountSite, await this.#source.identityOf(accountSite));
  }

  /** The same for a proof: if trouble kept it unknown, Datadog is asked again, with more time. */
  async toProve(accountSite: AccountSite): Promise<string | undefined> {
    return this.#told(accountSite, await this.#source.identityToProve(accountSite));
  }

  async #told(accountSite: AccountSite, identity: Identity): Promise<string | undefined> {
    const key = accountSiteKey(accountSite);
    if (identity.kind !== "placed" && !this.#warned.has(key)) {
      this.#warned.add(key);
      const problem = identity.kind === "valid" ? undefined : identity.problem;
      await this.#source.log.warn(warnings.organizationUnknown(accountSite, problem));
    }
    return organizationIn(identity);
  }
}

function organizationIn(identity: Identity): string | undefined {
  return identity.kind === "placed" ? identity.organization : undefined;
}
