import { redactTokenText } from "../datadog";
import type { SelfRevocation } from "../session/settings";
import type { OwnToken } from "../session/own-tokens";

/** One resource's tokens that are new to the record and are to be revoked. */
export interface NewRevocations {
  tokenIds: readonly string[];
  /** `true` for a resource that is one token. */
  isSingle: boolean;
}

/**
 * Refuses what would saw off the branch that a run sits on: a token that is the run's own credential can only go last, and
 * only a list or a batch holds an order.
 */
export class OwnTokenOrder {
  readonly #newTokens = new Set<string>();
  #own: OwnToken | undefined;
  #tokensBesideOwn: ReadonlySet<string> = new Set();

  /** Finds what is wrong with the order in which a resource's new tokens would be revoked. */
  problemWith(
    { tokenIds, isSingle }: NewRevocations,
    own: ReadonlyMap<string, OwnToken>,
    selfRevocation: SelfRevocation,
  ): string | undefined {
    const found = tokenIds.map((tokenId) => own.get(tokenId)).find((each) => each !== undefined);
    const others = [...this.#newTokens].filter((tokenId) => !tokenIds.includes(tokenId));
    for (const tokenId of tokenIds) {
      this.#newTokens.add(tokenId);
    }
    if (found !== undefined) {
      if (isSingle) {
        return `${nameOf(found)}, and the engine revokes single resources in an order of its own. ${wayOut}`;
      }
      if (selfRevocation === "refuse") {
        return `${nameOf(found)}, and selfRevocation is "refuse". Use other credentials to revoke it.`;
      }
      this.#own = found;
      this.#tokensBesideOwn = new Set(tokenIds);
      return others.length > 0 ? this.#problemBeside(found) : undefined;
    }
    const isBeside = tokenIds.some((tokenId) => !this.#tokensBesideOwn.has(tokenId));
    return this.#own !== undefined && isBeside ? this.#problemBeside(this.#own) : undefined;
  }

  #problemBeside(own: OwnToken): string {
    return `${nameOf(own)}, and other resources of this run revoke tokens, too: which of them goes last is not certain. ${wayOut}`;
  }
}

const wayOut =
  "Put all new tokens into one list or batch, which revokes this one last, or use other credentials.";

function nameOf({ publicPortion, tokenId, setting }: OwnToken): string {
  return redactTokenText(
    `${publicPortion} (id ${tokenId}) is the token that this run works with (${setting}): once it is revoked, nothing else can be`,
  );
}
