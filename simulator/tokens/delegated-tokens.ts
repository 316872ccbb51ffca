import { randomUUID } from "node:crypto";

/** The jobs that are given an access token for their own identity. */
export interface Delegation {
  /** The proofs that are accepted in `Authorization: Delegated …`. */
  readonly proofs: readonly string[];
  /** Seconds for which a token lives. @defaultValue 900 */
  readonly lifeSeconds?: number;
}

/** The access tokens that were given for proofs, which live for minutes and are in no list. */
export class DelegatedTokens {
  readonly #delegation: Delegation | undefined;
  readonly #now: () => number;
  readonly #endsAt = new Map<string, number>();

  constructor(delegation: Delegation | undefined, now: () => number) {
    this.#delegation = delegation;
    this.#now = now;
  }

  accepts(proof: string): boolean {
    return this.#delegation?.proofs.includes(proof) === true;
  }

  /** Makes a token; its end in seconds since the epoch, as a text. */
  issue(): { text: string; expires: string } {
    const text = `delegated-${randomUUID()}`;
    const endsAt = this.#now() + (this.#delegation?.lifeSeconds ?? 900) * 1000;
    this.#endsAt.set(text, endsAt);
    return { text, expires: String(Math.floor(endsAt / 1000)) };
  }

  isAlive(text: string): boolean {
    return (this.#endsAt.get(text) ?? 0) > this.#now();
  }
}
