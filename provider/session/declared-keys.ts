import { anyAccount } from "../datadog";
import { isUnlocated, type RevocationKey } from "../schema/revocation-record";

/** Keys of declared tokens, each `site id`, `account site id` or `any id`. */
export class DeclaredKeys {
  readonly #keys = new Set<string>();
  /** The texts before the ids: a few accounts and sites for any number of tokens. */
  readonly #places = new Set<string>();

  constructor(keys: readonly string[] = []) {
    for (const key of keys) {
      this.add(key);
    }
  }

  add(key: string): void {
    this.#keys.add(key);
    this.#places.add(key.slice(0, key.lastIndexOf(" ")));
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /**
   * Tells whether a token is among them, by whatever way of naming its account: one that is declared for any account is also
   * each account's, one that no account has shown yet may be that of each, and two accounts on one site may be the same
   * organisation, as they are where an account got another name.
   */
  hasToken(token: RevocationKey): boolean {
    const isMeant = (place: string) =>
      isUnlocated(token) || place === anyAccount || place.split(" ").at(-1) === token.site;
    return [...this.#places].some((place) => isMeant(place) && this.#keys.has(`${place} ${token.tokenId}`));
  }
}
