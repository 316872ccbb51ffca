import { setTimeout as passed } from "node:timers/promises";
import { isUnlocated, recordKey, type RevocationRecord } from "../../schema/revocation-record";
import { look } from "../any-account/look";
import { lookSeconds, observationSeconds, observationSecondsFor, type RevocationContext } from "../context";
import type { Observation, Observations, Sightings } from "../observation";
import { isWord } from "./silent-accounts";

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
  const { readings, clock } = context;
  const startedAt = clock.now();
  const { asked, answering, isEveryoneAsked } = whoAnswers(records, context);
  const looked = await look(asked, answering, () => lookSeconds);
  const { observed, sightings, observations, records: located } = looked;
  const words = [...sightings.values()].flat().concat(
    asked.flatMap((record) => {
      const observation = observed.get(recordKey(record));
      return observation === undefined ? [] : [{ accountSite: record, observation }];
    }),
  );
  if (clock.now() - startedAt >= lookSeconds * 1000) {
    readings.silent.note(words);
  }
  if (!words.some(({ observation }) => isWord(observation))) {
    return undefined;
  }
  // Of so many tokens that their DELETEs leave more time for it, what could not be told is asked for once more.
  const isAskedAgain = observationSecondsFor(records.length) > observationSeconds;
  readings.keep(asked, {
    observations: isAskedAgain ? told(observed) : observed,
    sightings: !isEveryoneAsked ? new Map() : isAskedAgain ? toldEverywhere(sightings) : sightings,
    begun,
  });
  const unseen = records
    .filter((record) => !observations.has(recordKey(record)))
    .map((record): [string, Observation] => {
      const key = recordKey(record);
      const ofToken = sightings.get(key) ?? [];
      const isAbsent =
        isEveryoneAsked &&
        ofToken.length > 0 &&
        ofToken.every(({ observation }) => observation.seen === "absent");
      return [key, { seen: isAbsent ? "absent" : "notKnown" }];
    });
  return { observations: new Map([...observations, ...unseen]), records: located };
}

/** The tokens that are asked for, and the accounts that are: not those that have given no answer just now. */
function whoAnswers(records: readonly RevocationRecord[], context: RevocationContext) {
  const { silent } = context.readings;
  const isLookedFor = records.some(isUnlocated);
  const accounts = isLookedFor ? context.accounts() : [];
  const answeringAccounts = accounts.filter((each) => !silent.has(each));
  return {
    asked: records.filter((record) =>
      isUnlocated(record) ? answeringAccounts.length > 0 : !silent.has(record),
    ),
    answering: { ...context, accounts: () => answeringAccounts },
    isEveryoneAsked: answeringAccounts.length === accounts.length,
  };
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
