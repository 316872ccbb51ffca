import { setTimeout as passed } from "node:timers/promises";
import { isUnlocated, recordKey, type RevocationRecord } from "../../schema/revocation-record";
import { locate } from "../any-account/locate";
import { locatedRecord } from "../any-account/revoke-anywhere";
import { observationSeconds, type RevocationContext } from "../context";
import type { Observation, Observations } from "../observation";
import { observe } from "../observe";

/** Tokens as they are before a person decides: their records, and what Datadog says of them. */
export interface LookAhead {
  /** By `recordKey`; a token that is declared for any account as the one that shows it does. */
  observations: Observations;
  /** The records with their accounts, as far as one shows the token. */
  records: ReadonlyMap<string, RevocationRecord>;
}

/**
 * Looks at tokens that a run would revoke, for at most 3 s: never an error, and never a reason to wait for the rate limit. The
 * same reading is the observation before the DELETE, if that follows in the same process.
 *
 * @returns undefined if nobody could be asked: without credentials, or in time.
 */
export async function lookAhead(
  records: readonly RevocationRecord[],
  context: RevocationContext,
): Promise<LookAhead | undefined> {
  const timeIsUp = new AbortController();
  const timer = passed(observationSeconds * 1000, undefined, { ref: false, signal: timeIsUp.signal }).catch(
    () => undefined,
  );
  try {
    return await Promise.race([read(records, context), timer]);
  } catch {
    return undefined;
  } finally {
    timeIsUp.abort();
  }
}

async function read(
  records: readonly RevocationRecord[],
  context: RevocationContext,
): Promise<LookAhead | undefined> {
  const [observed, sightings] = await Promise.all([
    observe(
      records.filter((record) => !isUnlocated(record)),
      context,
    ),
    locate(records, context),
  ]);
  const isAnyoneAsked = [
    ...observed.values(),
    ...[...sightings.values()].flat().map(({ observation }) => observation),
  ].some(({ seen, status }) => seen !== "notKnown" || status !== undefined);
  if (!isAnyoneAsked) {
    return undefined;
  }
  context.readings.keep(records, observed, sightings);
  const observations = new Map<string, Observation>(observed);
  const located = new Map(records.map((record) => [recordKey(record), record]));
  for (const [key, ofToken] of sightings) {
    const living = ofToken.find(({ observation }) => observation.seen === "alive");
    const record = located.get(key);
    const isAbsent = ofToken.every(({ observation }) => observation.seen === "absent");
    observations.set(key, living?.observation ?? { seen: isAbsent ? "absent" : "notKnown" });
    if (living !== undefined && record !== undefined) {
      located.set(key, locatedRecord(record, living.accountSite));
    }
  }
  return { observations, records: located };
}
