import { loadList, planOf } from "../../sdk/list";
import { proofsIn, type ExportedStack } from "./record/proof";
import { limitOfDay } from "./revocation-limits";

/**
 * Refuses an update that would revoke more tokens of a list than a day's limit leaves: counted from the record as it is now,
 * since another run may have revoked some since the list was written.
 *
 * @throws Error that names the tokens, or ListError if the list has a mistake.
 */
export async function refuseAboveDay(
  maxADay: number,
  list: string,
  { stack, now }: { stack: ExportedStack; now: number },
): Promise<void> {
  const recorded = proofsIn(stack);
  const { revocations } = await planOf(loadList(list));
  const isRevoked = (tokenId: string) =>
    recorded.get(tokenId)?.some(({ record }) => record.status !== "armed") === true;
  const fresh = Object.entries(revocations)
    .filter(([tokenId, { revokeOn }]) => revokeOn !== "delete" && !isRevoked(tokenId))
    .map(([tokenId]) => tokenId);
  const limit = limitOfDay(maxADay, recorded, now);
  if (fresh.length > limit.left) {
    throw new Error(
      `${list} has tokens that are new to the record: ${fresh.join(", ")}. They are above the limit of ${limit.name}; nothing was ` +
        "revoked. Let a person decide: merge them by a pull request, or run datadog-token-gitops up without --max-a-day.",
    );
  }
}
