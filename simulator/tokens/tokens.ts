import { randomBytes as cryptoRandomBytes } from "node:crypto";
import { problemsOfNewToken, type NewLeak, type NewToken, type TokenType } from "./new-token";
import { aliasOfTokenId, makeTokenId, makeTokenText, type RandomBytes } from "./token-text";

/** A leak as Datadog's answers have it, with an id of its own. */
export interface Leak extends NewLeak {
  readonly leakId: string;
}

/** A token of the simulated organisation; a snapshot, which later changes do not touch. */
export interface SimulatedToken {
  /** UUID in lower case. */
  readonly tokenId: string;
  readonly type: TokenType;
  /** The id as 22 digits of base 62. */
  readonly alias: string;
  /** The part of the token that Datadog shows: the bare alias, for a service token `ddsat_<alias>`. */
  readonly publicPortion: string;
  /** The whole token as a leak would show it, `ddpat_<alias>_<36 characters>`: made up, opens nothing but this simulator. */
  readonly text: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly ownerId: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  /** The leak that Datadog has detected; absent: none. */
  readonly leak?: Leak;
  /** Absent until the first update. */
  readonly modifiedAt?: string;
  /** Absent while the token is alive. */
  readonly revokedAt?: string;
}

/** The organisation's tokens, alive and revoked. Ids are taken in any letter case. */
export interface TokenStore {
  /**
   * Adds a token.
   * @throws Error if the id is taken or a field is ill-formed.
   */
  create(token?: NewToken): SimulatedToken;
  /** The token with this id, alive or revoked, or `undefined`. */
  get(tokenId: string): SimulatedToken | undefined;
  /** All tokens, alive and revoked, in order of creation. */
  list(): readonly SimulatedToken[];
  /** True if the token exists and is not revoked. */
  isAlive(tokenId: string): boolean;
  /**
   * Revokes behind the client's back, without a request; a token that is already revoked stays as it is.
   * @throws Error for an unknown id.
   */
  revoke(tokenId: string): SimulatedToken;
  /**
   * Undoes a revocation: drift.
   * @throws Error for an unknown id.
   */
  revive(tokenId: string): SimulatedToken;
}

/** The user who owns what has no other owner, and who creates tokens through the API. */
export const defaultOwnerId = "00000000-0000-4000-8000-0000000000a1";
const yearMs = 365 * 24 * 60 * 60 * 1000;

/** The store behind a simulator: a map in memory, whose records are replaced and never changed. */
export class Tokens implements TokenStore {
  readonly #byId = new Map<string, SimulatedToken>();
  readonly #now: () => number;
  readonly #randomBytes: RandomBytes;
  readonly #ownerId: string;
  #changes = 0;

  constructor(
    now: () => number = Date.now,
    randomBytes: RandomBytes = cryptoRandomBytes,
    ownerId = defaultOwnerId,
  ) {
    this.#now = now;
    this.#randomBytes = randomBytes;
    this.#ownerId = ownerId;
  }

  /** The number of changes so far, of whatever kind. */
  get changes(): number {
    return this.#changes;
  }

  create(token: NewToken = {}): SimulatedToken {
    const [fault] = problemsOfNewToken(token);
    if (fault !== undefined) {
      throw new Error(`The simulator can't create this token: ${fault}`);
    }
    const created = this.#complete(token);
    if (this.#byId.has(created.tokenId)) {
      throw new Error(`The simulator can't create token ${created.tokenId}: the id is already taken.`);
    }
    return this.#set(created);
  }

  get(tokenId: string): SimulatedToken | undefined {
    return this.#byId.get(tokenId.toLowerCase());
  }

  list(): readonly SimulatedToken[] {
    return [...this.#byId.values()];
  }

  isAlive(tokenId: string): boolean {
    const token = this.get(tokenId);
    return token !== undefined && token.revokedAt === undefined;
  }

  revoke(tokenId: string): SimulatedToken {
    const token = this.#known(tokenId);
    return token.revokedAt === undefined ? this.#set({ ...token, revokedAt: isoTime(this.#now()) }) : token;
  }

  revive(tokenId: string): SimulatedToken {
    const token = this.#known(tokenId);
    const { revokedAt, ...alive } = token;
    return revokedAt === undefined ? token : this.#set(alive);
  }

  /** Updates a token (PATCH): a name or scopes that are given replace the old ones, and the time is noted. */
  update(
    tokenId: string,
    changes: { readonly name?: string; readonly scopes?: readonly string[] },
  ): SimulatedToken {
    return this.#set({ ...this.#known(tokenId), ...changes, modifiedAt: isoTime(this.#now()) });
  }

  #complete(token: NewToken): SimulatedToken {
    const tokenId = (token.tokenId ?? makeTokenId(this.#randomBytes)).toLowerCase();
    const type = token.type ?? "personal_access_tokens";
    const alias = aliasOfTokenId(tokenId);
    const personal = type === "personal_access_tokens";
    const createdAt = isoTime(token.createdAt ?? this.#now());
    return {
      tokenId,
      type,
      alias,
      publicPortion: personal ? alias : `ddsat_${alias}`,
      text: makeTokenText(tokenId, this.#randomBytes, personal ? "ddpat" : "ddsat"),
      name: token.name ?? `token-${this.#byId.size + 1}`,
      scopes: [...(token.scopes ?? ["dashboards_read", "monitors_read"])],
      ownerId: (token.ownerId ?? this.#ownerId).toLowerCase(),
      createdAt,
      expiresAt:
        token.expiresAt === undefined
          ? isoTime(Date.parse(createdAt) + yearMs)
          : isoTimeOrNull(token.expiresAt),
      lastUsedAt: isoTimeOrNull(token.lastUsedAt ?? null),
      ...(token.leak === undefined
        ? {}
        : { leak: { ...token.leak, date: isoTime(token.leak.date), leakId: `leak-of-${tokenId}` } }),
      // Long ago, so that eventual consistency does not bring it back to life.
      ...(token.revoked === true ? { revokedAt: createdAt } : {}),
    };
  }

  #known(tokenId: string): SimulatedToken {
    const token = this.get(tokenId);
    if (token === undefined) {
      throw new Error(`The simulator knows no token ${tokenId}.`);
    }
    return token;
  }

  #set(token: SimulatedToken): SimulatedToken {
    this.#changes += 1;
    this.#byId.set(token.tokenId, token);
    return token;
  }
}

function isoTime(time: string | number): string {
  return new Date(time).toISOString();
}

function isoTimeOrNull(time: string | null): string | null {
  return time === null ? null : isoTime(time);
}
