import { warnings } from "../../messages/warnings";
import type { RevocationRecord } from "../../schema/revocation-record";
import type { RevocationContext } from "../context";
import { outOfSight } from "../organization";

/**
 * Tells of tokens of one account and site that a refresh did not find, and that may be alive all the same: those of an
 * organisation, if nobody knows which one answers, and those that these credentials are not known to be shown.
 *
 * @param absent - tokens that are recorded as dead and were not found.
 * @param answering - the organisation that said so; undefined if it can't be told.
 */
export async function tellUnseen(
  absent: readonly RevocationRecord[],
  answering: string | undefined,
  context: RevocationContext,
): Promise<void> {
  const isPlaced = ({ organization }: RevocationRecord) =>
    organization === undefined || answering !== undefined;
  const [unplaced, ...others] = absent.filter((record) => !isPlaced(record));
  if (unplaced) {
    context.tellOutOfSight();
    await context.log.warn(warnings.outOfSight([unplaced, ...others], "noOrganization"));
  }
  const [unseen, ...more] = await outOfSight(absent.filter(isPlaced), context);
  if (unseen) {
    context.tellOutOfSight();
    await context.log.warn(warnings.outOfSight([unseen, ...more]));
  }
}
