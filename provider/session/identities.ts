import {
  accountSiteKey,
  type AccountSite,
  type CallOptions,
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

/** The longest that is asked for an identity that a proof needs, in seconds. */
const proofSeconds = 30;

/** The identities of a process's credentials, one for each account and site: each is asked for once, however many want to know. */
export class Identities {
  readonly #clock: Clock;
  readonly #asked = new Map<string, Asked>();
  /** The questions that proofs made, one for each account and site in the life of the process. */
  readonly #pressed = new Map<string, Pick<Asked, "scheduler" | "identity">>();

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
   * The identity that a proof needs. If the question for it met nothing but trouble, it is asked for once more, for up to 30 s:
   * nobody else waits for that, and without it the proof is lost to all later runs, which can't tell whom this one asked.
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
    let pressed = this.#pressed.get(key);
    if (pressed?.scheduler !== scheduler) {
      pressed = { scheduler, identity: ask({ deadlineSeconds: proofSeconds }) };
      this.#pressed.set(key, pressed);
    }
    const told = await pressed.identity;
    if (told.kind !== "unknown") {
      this.#asked.set(key, { ...pressed, askAgainAt: Number.POSITIVE_INFINITY });
    }
    return told;
  }
}
