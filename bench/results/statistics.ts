/** The middle of the values; of an even number of them, halfway between the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) {
    throw new RangeError("There is no median of no values.");
  }
  return (lower + upper) / 2;
}

/** A quantity that was measured several times. */
export interface Spread {
  median: number;
  least: number;
  most: number;
}

/** Undefined if nothing was measured. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  if (values.length === 0) {
    return undefined;
  }
  return { median: median(values), least: Math.min(...values), most: Math.max(...values) };
}
