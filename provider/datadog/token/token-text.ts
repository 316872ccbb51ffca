import { tokenIdFromAlias } from "./token-id";
import { personalPrefix } from "./token-parts";

/** The owner's kind: a person (`ddpat_…`) or a service account (`ddsat_…`). */
export type TokenKind = "personal" | "service";

/** A token that stands in a text, told without its secret part. */
export interface NamedToken {
  /** UUID, lower case. */
  tokenId: string;
  kind: TokenKind;
  /** `ddpat_<ALIAS>` or `ddsat_<ALIAS>`: fit to be written down, and accepted by the argument `token`. */
  publicPortion: string;
}

/** The alias that was read last: a report names a token several times in a row. */
let last: { alias: string | undefined; tokenId: string | undefined } = {
  alias: undefined,
  tokenId: undefined,
};

/** The token of a prefix and an alias, groups 1 and 2 of a match; undefined if the alias is 2^128 or more, and so nobody's. */
export function tokenOf([, prefix = "", alias = ""]: readonly (string | undefined)[]):
  NamedToken | undefined {
  const tokenId = alias === last.alias ? last.tokenId : tokenIdFromAlias(alias);
  last = { alias, tokenId };
  return tokenId === undefined
    ? undefined
    : {
        tokenId,
        kind: prefix === personalPrefix ? "personal" : "service",
        publicPortion: `${prefix}${alias}`,
      };
}
