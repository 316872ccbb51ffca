import type { RecordedProof } from "./record/proof";

/** The default of datadog:maxRevocations, too. */
const mostARun = 25;
const dayMs = 24 * 60 * 60 * 1000;

/** A limit on the tokens that may be revoked without a person, and its name for a message. */
export interface Limit {
  left: number;
  name: string;
}

/** The limit on the new tokens of a run: what was asked for, else what the provider would stop at. */
export function limitOfRun(
  max: number | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Limit {
  const set = environment["DD_MAX_REVOCATIONS"]?.trim();
  const [most, name] =
    max !== undefined
      ? [max, "--max"]
      : set !== undefined && /^\d{1,9}$/.test(set)
        ? [Number(set), "DD_MAX_REVOCATIONS"]
        : [mostARun, "--max, by default"];
  return { left: most, name: `${most} a run (${name})` };
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

function revokedWithinDay(recorded: ReadonlyMap<string, readonly RecordedProof[]>, now: number): number {
  const isOfDay = ({ record: { revokedAt } }: RecordedProof) =>
    revokedAt !== undefined && Date.parse(revokedAt) > now - dayMs;
  return [...recorded.values()].filter((records) => records.some(isOfDay)).length;
}
