import { recordKey, type RevocationRecord } from "../../schema/revocation-record";
import type { Observation, Observations, Sightings } from "../observation";

/** Words for people about a token: the answer of its account or, if it is declared for any account, that of each account. */
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
