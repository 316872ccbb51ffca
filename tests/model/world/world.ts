import { cast, crowd } from "./cast";
import type { Fault } from "./faults";
import { Ledger } from "./ledger";
import { organizations, WorldToken, type OrganizationName, type TokenTraits } from "./token";

/** The things in which one world differs from another when it begins. */
export interface WorldTraits {
  /** Those of the tokens, one after another; the last stands for all that follow. */
  tokens: readonly TokenTraits[];
  /** Other people's tokens in each organisation. */
  neighbours: number;
}

/** The time at which every world begins. */
const beginning = Date.parse("2026-11-24T10:00:00Z");

const ordinary: TokenTraits = { visibleAfterMs: 0, diesAfterMs: 0, echoes: false, staysTold: false };

/** Datadog, as it really is, and the time as it really is. */
export class World {
  readonly tokens: ReadonlyMap<string, WorldToken>;
  readonly ledger = new Ledger();
  /** The lots of the requests to come. */
  faults: Fault[] = [];
  nowMs = beginning;
  readonly #neighbours: ReadonlyMap<OrganizationName, string[]>;

  constructor({ tokens, neighbours }: WorldTraits) {
    this.tokens = new Map(
      cast.map((each, index) => [
        each.id,
        new WorldToken(each, tokens[index] ?? tokens.at(-1) ?? ordinary, this.nowMs),
      ]),
    );
    const names = Object.keys(organizations) as OrganizationName[];
    this.#neighbours = new Map(names.map((name) => [name, crowd.slice(0, neighbours)]));
  }

  token(tokenId: string): WorldToken {
    const token = this.tokens.get(tokenId);
    if (token === undefined) {
      throw new Error(`Nobody ever spoke of a token ${tokenId}.`);
    }
    return token;
  }

  /** The ids of other people's tokens in an organisation, the oldest first. */
  neighbours(name: OrganizationName): string[] {
    return this.#neighbours.get(name) ?? [];
  }

  /** Lets time pass. */
  pass(ms: number): void {
    this.nowMs += ms;
  }
}
