import { accountSiteKey, type AccountSite, type Clock } from "../../datadog";
import type { Observation, Sighting } from "../observation";

/** The time for which no look waits again for an account that has given no answer to one. */
const silentForMs = 30_000;

/**
 * The accounts that have not answered a look in all its time. The engine checks one resource after the other: without this,
 * each of a hundred tokens would wait for the same silence.
 */
export class SilentAccounts {
  readonly #clock: Clock;
  readonly #until = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Notes the accounts that have said nothing of any token, in a look whose time is over. */
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
