import type { SeenBefore } from "../schema/revocation-status";
import { observationSeconds, observe, type RevocationTools } from "./revoke-token";
import { tryTokenList } from "./list-tokens";

/** What was seen of a batch's tokens before anything was done. */
export interface BatchObservation {
  seen: ReadonlyMap<string, SeenBefore>;
  /** The tokens that these credentials saw on the list. */
  listed: ReadonlySet<string>;
}

/** Asks what the tokens are, within the time of one observation: for the record, never a reason to wait. */
export async function observeAll(
  tokenIds: readonly string[],
  { client, clock }: Pick<RevocationTools, "client" | "clock">,
): Promise<BatchObservation> {
  const deadline = clock.now() + observationSeconds * 1000;
  const list = await tryTokenList(client, tokenIds.length, {
    deadlineSeconds: observationSeconds,
    isProof: false,
  });
  const listed = list?.alive ?? new Set<string>();
  const seen = new Map<string, SeenBefore>(
    tokenIds.filter((id) => listed.has(id)).map((id) => [id, "alive"]),
  );
  await Promise.all(
    tokenIds.map(async (tokenId) => {
      const secondsLeft = (deadline - clock.now()) / 1000;
      if (seen.has(tokenId) || secondsLeft <= 0) {
        return;
      }
      seen.set(tokenId, (await observe(client, tokenId, secondsLeft)).seen);
    }),
  );
  return { seen, listed };
}
