import {
  accountSiteKey,
  type AccountSite,
  type Clock,
  type Identity,
  type RequestScheduler,
} from "../datadog";

/** The pause after an answer worth nothing, in milliseconds. */
const askAgainAfterMs = 10_000;

interface Asked {
  /** There is one for each API and credential: another one means that the credentials have changed. */
  scheduler: RequestScheduler;
  identity: Promise<Identity>;
  /** The time from which the next caller asks again. */
  askAgainAt: number;
}

/** The identities of a process's credentials, one for each account and site: each is asked for once, however many want to know. */
export class Identities {
  readonly #clock: Clock;
  readonly #asked = new Map<string, Asked>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The identity of an account at a site, asked for if it is not known; one that stayed unknown is asked for again 10 s later. */
  async identityAt(
    accountSite: AccountSite,
    scheduler: RequestScheduler,
    ask: () => Promise<Identity>,
  ): Promise<Identity> {
    const key = accountSiteKey(accountSite);
    const known = this.#asked.get(key);
    if (known?.scheduler === scheduler && this.#clock.now() < known.askAgainAt) {
      return known.identity;
    }
    const asked = { scheduler, identity: ask(), askAgainAt: Number.POSITIVE_INFINITY };
    this.#asked.set(key, asked);
    const identity = await asked.identity;
    if (identity.kind === "unknown") {
      asked.askAgainAt = this.#clock.now() + askAgainAfterMs;
    }
    return identity;
  }
}
