import {
  accountSiteKey,
  type AccountSite,
  type CallOptions,
  type Clock,
  type Identity,
  type RequestScheduler,
} from "../datadog";

/** The pause before an identity that stayed unknown is asked for again, in milliseconds. */
const askAgainAfterMs = 10_000;

interface Asked {
  /** There is one for each API and credential: another one means that the credentials have changed. */
  scheduler: RequestScheduler;
  identity: Promise<Identity>;
  /** The time from which the next caller asks again. */
  askAgainAt: number;
}

/** The deadline of the question whose answer a proof needs, in seconds. */
const proofSeconds = 30;

/** The identities of a process's credentials, one for each account and site: each is asked for once, however many want to know. */
export class Identities {
  readonly #clock: Clock;
  readonly #asked = new Map<string, Asked>();
  /** The questions that were asked for a proof: one for each account and site in the life of the process. */
  readonly #askedForProof = new Map<string, Pick<Asked, "scheduler" | "identity">>();

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

  /**
   * The identity that a proof needs. If nothing but trouble kept it unknown, it is asked for once more, for up to 30 s. Nobody
   * else waits for that, and without it no later run could make up for the proof: it can't tell which organisation was asked.
   */
  async identityToProve(
    accountSite: AccountSite,
    scheduler: RequestScheduler,
    ask: (options?: CallOptions) => Promise<Identity>,
  ): Promise<Identity> {
    const identity = await this.identityAt(accountSite, scheduler, ask);
    if (identity.kind !== "unknown" || !identity.isTransient) {
      return identity;
    }
    const key = accountSiteKey(accountSite);
    let asked = this.#askedForProof.get(key);
    if (asked?.scheduler !== scheduler) {
      asked = { scheduler, identity: ask({ deadlineSeconds: proofSeconds }) };
      this.#askedForProof.set(key, asked);
    }
    const told = await asked.identity;
    if (told.kind !== "unknown") {
      this.#asked.set(key, { ...asked, askAgainAt: Number.POSITIVE_INFINITY });
    }
    return told;
  }
}

/** The identity as it is to one whose time is over before the answer. */
export function unknownBefore(reason: string): Identity {
  return { kind: "unknown", problem: `No answer came before ${reason}.`, isTransient: false };
}
