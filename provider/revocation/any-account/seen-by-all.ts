import { recordKey, type RevocationRecord } from "../../schema/revocation-record";
import type { Observation, Observations, Sightings } from "../observation";

/** The words about a token of all who were asked for it: of one that is declared for any account those of each. */
export function seenByAll(
  record: RevocationRecord,
  observations: Observations,
  sightings: Sightings,
): Observation[] {
  const key = recordKey(record);
  const inAccounts = sightings.get(key)?.map(({ observation }) => observation);
  const observation = observations.get(key);
  return inAccounts ?? (observation === undefined ? [] : [observation]);
}
