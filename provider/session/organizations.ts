import type { Identity, Site } from "../datadog";
import { warnings } from "../messages/warnings";
import type { MessageLog } from "./engine-log";

/** The part of a session that says who is asking. */
export interface IdentitySource {
  identityOf(site: Site): Promise<Identity>;
  log: MessageLog;
}

/**
 * The positive control of every 404 that is believed: the organisation that these credentials belong to. Credentials that
 * can't be placed are told once for each site, and then nothing is proven by absence.
 */
export class Organizations {
  readonly #source: IdentitySource;
  readonly #warned = new Set<Site>();

  constructor(source: IdentitySource) {
    this.#source = source;
  }

  /** Finds the id of the organisation that answers at a site; undefined, with a warning, if it can't be told. */
  async at(site: Site): Promise<string | undefined> {
    const identity = await this.#source.identityOf(site);
    if (identity.kind === "placed") {
      return identity.organization;
    }
    if (!this.#warned.has(site)) {
      this.#warned.add(site);
      const problem = identity.kind === "valid" ? undefined : identity.problem;
      await this.#source.log.warn(warnings.organizationUnknown(site, problem));
    }
    return undefined;
  }
}
