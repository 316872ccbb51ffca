import { isUnlocated, recordKey, type RevocationRecord } from "../../schema/revocation-record";
import type { RevocationContext } from "../context";
import type { Observations, Sightings } from "../observation";
import { observe, type SecondsFor } from "../observe";
import { locate } from "./locate";
import { locatedRecord } from "./revoke-anywhere";

/** Tokens as they are before anything is done; each map by `recordKey`. */
export interface Look {
  /** The tokens of which the account is known. */
  observed: Observations;
  /** The tokens that are declared for any account and that none had shown yet. */
  sightings: Sightings;
  /** Both: a token that is declared for any account as the first that shows it alive does; absent if none does. */
  observations: Observations;
  /** The records of the latter, each with the account that shows its token alive. */
  records: ReadonlyMap<string, RevocationRecord>;
}

/** Asks what tokens are before anything is done: those that are declared for any account in all of them. */
export async function look(
  records: readonly RevocationRecord[],
  context: RevocationContext,
  secondsFor?: SecondsFor,
): Promise<Look> {
  const [observed, sightings] = await Promise.all([
    observe(
      records.filter((record) => !isUnlocated(record)),
      context,
      secondsFor,
    ),
    locate(records, context, secondsFor),
  ]);
  if (sightings.size === 0) {
    return { observed, sightings, observations: observed, records: new Map() };
  }
  const observations = new Map(observed);
  const located = new Map<string, RevocationRecord>();
  for (const record of records) {
    const key = recordKey(record);
    const living = sightings.get(key)?.find(({ observation }) => observation.seen === "alive");
    if (living !== undefined) {
      observations.set(key, living.observation);
      located.set(key, locatedRecord(record, living.accountSite));
    }
  }
  return { observed, sightings, observations, records: located };
}
