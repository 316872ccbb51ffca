import { isUnlocated, recordKey, type RevocationRecord } from "../../schema/revocation-record";
import type { RevocationContext } from "../context";
import type { Observations, Sightings } from "../observation";
import { observe, type SecondsFor } from "../observe";
import { locate } from "./locate";
import { locatedRecord } from "./revoke-anywhere";

/** A look: what Datadog said of tokens before any of them is revoked. Each map is by `recordKey`. */
export interface Look {
  /** The answers about tokens whose account is known. */
  observed: Observations;
  /** Each account's answer about tokens that are declared for any account, and that none has shown before. */
  sightings: Sightings;
  /** Both: of a token that is declared for any account, the answer of the first one that shows it alive, if one does. */
  observations: Observations;
  /** The records of tokens that are declared for any account and were shown alive, each with the account that did. */
  records: ReadonlyMap<string, RevocationRecord>;
}

/** Asks Datadog about tokens before any of them is revoked; about those that are declared for any account, in all accounts. */
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
