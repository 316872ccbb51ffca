import type { AccessToken, AccountSite } from "../datadog";
import { readTokenList } from "./list-tokens";
import type { RevocationContext } from "./context";

/**
 * Lists an account's living tokens, as far as its credentials may see them, by id.
 *
 * @throws Error if the list can't be read whole: what is missing from a part of it would pass for what there is not.
 */
export async function livingTokens(
  accountSite: AccountSite,
  { client, clock }: Pick<RevocationContext, "client" | "clock">,
): Promise<AccessToken[]> {
  const list = await readTokenList(client(accountSite), { clock, isProof: true });
  if (list?.isComplete !== true) {
    throw new Error(
      "The list of access tokens could not be read whole: it changed meanwhile, or did not say how long it is. Try again.",
    );
  }
  return [...list.alive.values()].sort((one, other) => (one.tokenId < other.tokenId ? -1 : 1));
}
