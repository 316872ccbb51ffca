import type { AccessToken, Clock, DatadogClient, PageRequest } from "../../provider/datadog";
import { readTokenList } from "../../provider/revocation/list-tokens";

/**
 * Lists the living tokens of a client's organisation, as far as its credentials may see them, by id.
 *
 * @throws Error if the list can't be read whole: a token that is missing from a part of it would seem not to exist.
 */
export async function livingTokens(
  client: DatadogClient,
  clock: Clock,
  leaks?: PageRequest["leaks"],
): Promise<AccessToken[]> {
  const list = await readTokenList(client, { clock, isProof: true, ...(leaks && { leaks }) });
  if (list?.isComplete !== true) {
    throw new Error(
      "The list of access tokens could not be read whole: it changed meanwhile, or did not say how long it is. Try again.",
    );
  }
  return [...list.alive.values()].sort((one, other) => (one.tokenId < other.tokenId ? -1 : 1));
}
