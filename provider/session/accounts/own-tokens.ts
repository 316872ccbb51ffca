import { defaultAccount, ownToken } from "../../datadog";
import type { Accounts } from "./accounts";
import { ConfigurationError } from "../configuration-error";

/** A token that is itself a credential of this run. */
export interface OwnToken {
  tokenId: string;
  /** `ddpat_<ALIAS>` or `ddsat_<ALIAS>`. */
  publicPortion: string;
  /** The setting that holds it: `DD_BEARER_TOKEN`. */
  setting: string;
  /** The account that works with it. */
  account: string;
}

/** The tokens that the accounts work with, by id; found without a request, since a bearer token's text holds its id. */
export function ownTokensOf(accounts: Accounts): Map<string, OwnToken> {
  const own = new Map<string, OwnToken>();
  for (const name of [defaultAccount, ...accounts.names]) {
    try {
      const token = ownToken(accounts.account(name).credentials());
      if (token !== undefined) {
        const { tokenId, publicPortion, setting } = token;
        own.set(tokenId, { tokenId, publicPortion, setting, account: name });
      }
    } catch (error) {
      if (!(error instanceof ConfigurationError)) {
        throw error;
      }
    }
  }
  return own;
}
