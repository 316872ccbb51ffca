import { anyAccount } from "../datadog";
import { isUnlocated, type RevocationKey } from "../schema/revocation-record";

/** Keys of declared tokens, each `site id`, `account site id` or `any id`, and what they say without the account's name. */
export class DeclaredKeys {
  readonly #keys = new Set<string>();
  readonly #places = new Set<string>();

  constructor(keys: readonly string[] = []) {
    for (const key of keys) {
      this.add(key);
    }
  }

  add(key: string): void {
    const words = key.split(" ");
    this.#keys.add(key);
    this.#places.add(words.slice(-1).join()).add(words.slice(-2).join(" "));
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
    const { tokenId, site } = token;
    return isUnlocated(token)
      ? this.#places.has(tokenId)
      : this.#places.has(`${site} ${tokenId}`) || this.#places.has(`${anyAccount} ${tokenId}`);
  }
}
