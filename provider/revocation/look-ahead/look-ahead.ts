import { setTimeout as passed } from "node:timers/promises";
import type { RevocationRecord } from "../../schema/revocation-record";
import { look } from "../any-account/look";
import { lookSeconds, observationSeconds, observationSecondsFor, type RevocationContext } from "../context";
import type { Observation, Observations, Sightings } from "../observation";

/** Tokens as they are before a person decides: their records, and what Datadog says of them. */
export interface LookAhead {
  /** By `recordKey`; a token that is declared for any account as the one that shows it does. */
  observations: Observations;
  /** The records of tokens that are declared for any account, each with the one that shows it. */
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
  const timer = passed(observationSeconds * 1000, undefined, {
    ref: false,
    signal: timeIsUp.signal,
  }).catch(() => undefined);
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
  const begun = context.readings.begin();
  try {
    return await readFrom(begun, records, context);
  } finally {
    context.readings.end();
  }
}

async function readFrom(
  begun: number,
  records: readonly RevocationRecord[],
  context: RevocationContext,
): Promise<LookAhead | undefined> {
  const {
    observed,
    sightings,
    observations,
    records: located,
  } = await look(records, context, () => lookSeconds);
  const isAnyoneAsked = [
    ...observed.values(),
    ...[...sightings.values()].flat().map(({ observation }) => observation),
  ].some(({ seen, status }) => seen !== "notKnown" || status !== undefined);
  if (!isAnyoneAsked) {
    return undefined;
  }
  // Of so many tokens that their DELETEs leave more time for it, what could not be told is asked for once more.
  const isAskedAgain = observationSecondsFor(records.length) > observationSeconds;
  context.readings.keep(records, {
    observations: isAskedAgain ? told(observed) : observed,
    sightings: isAskedAgain ? toldEverywhere(sightings) : sightings,
    begun,
  });
  const unseen = [...sightings]
    .filter(([key]) => !observations.has(key))
    .map(([key, ofToken]): [string, Observation] => {
      const isAbsent = ofToken.every(({ observation }) => observation.seen === "absent");
      return [key, { seen: isAbsent ? "absent" : "notKnown" }];
    });
  return { observations: new Map([...observations, ...unseen]), records: located };
}

function told(observations: Observations): Observations {
  return new Map([...observations].filter(([, { seen }]) => seen !== "notKnown"));
}

function toldEverywhere(sightings: Sightings): Sightings {
  return new Map(
    [...sightings].filter(([, ofToken]) =>
      ofToken.every(({ observation }) => observation.seen !== "notKnown"),
    ),
  );
}
