import { accountSiteKey, type AccountSite, type Clock } from "../../datadog";
import type { Observation, Sighting } from "../observation";

/** The time for which an account that gave no answer is not waited for again. */
const silentForMs = 30_000;

/**
 * The accounts that gave no answer in all the time that a look at tokens has. The engine checks one resource after the other:
 * without this, each of a hundred tokens would wait for the same account.
 */
export class SilentAccounts {
  readonly #clock: Clock;
  readonly #until = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Notes the accounts that did not answer about any token, once the time of a look is over. */
  note(sightings: readonly Sighting[]): void {
    const ofAccounts = Map.groupBy(sightings, ({ accountSite }) => accountSiteKey(accountSite));
    for (const [key, ofAccount] of ofAccounts) {
      if (!ofAccount.some(({ observation }) => isWord(observation))) {
        this.#until.set(key, this.#clock.now() + silentForMs);
      }
    }
  }

  has(accountSite: AccountSite): boolean {
    return (this.#until.get(accountSiteKey(accountSite)) ?? 0) > this.#clock.now();
  }
}

/** Tells whether an account has answered at all. */
export function isWord({ seen, status }: Observation): boolean {
  return seen !== "notKnown" || status !== undefined;
}
