import type { RecordedProof } from "./record/proof";

/** The default of datadog:maxRevocations, too. */
const mostARun = 25;
const dayMs = 24 * 60 * 60 * 1000;

/** A limit on the tokens that may be revoked without a person, and its name for a message. */
export interface Limit {
  left: number;
  name: string;
}

/**
 * The limit on the new tokens of a run: what was asked for, and never more than the cap at which the provider would stop all of
 * them.
 */
export function limitOfRun(max: number | undefined, cap: Limit | undefined): Limit {
  if (max !== undefined) {
    return tighter({ left: max, name: `${max} a run (--max)` }, cap);
  }
  return cap ?? { left: mostARun, name: `${mostARun} a run (--max, by default)` };
}

/** The limit on the tokens of 24 hours, of which those in the stack's record are used up. */
export function limitOfDay(
  maxADay: number,
  recorded: ReadonlyMap<string, readonly RecordedProof[]>,
  now: number,
): Limit {
  const revoked = revokedWithinDay(recorded, now);
  return {
    left: Math.max(0, maxADay - revoked),
    name: `${maxADay} in 24 hours (--max-a-day), of which the stack's record has ${revoked} already`,
  };
}

/** The tighter of two limits. */
export function tighter(one: Limit, other: Limit | undefined): Limit {
  return other !== undefined && other.left < one.left ? other : one;
}

/** The tokens that a record has as revoked in the last 24 hours. */
export function revokedWithinDay(
  recorded: ReadonlyMap<string, readonly RecordedProof[]>,
  now: number,
): number {
  const isOfDay = ({ record: { revokedAt } }: RecordedProof) =>
    revokedAt !== undefined && Date.parse(revokedAt) > now - dayMs;
  return [...recorded.values()].filter((records) => records.some(isOfDay)).length;
}
