import type { BenchFolder } from "../running/bench-folder";
import type { Up } from "../running/pulumi-stack";

/** The surroundings that every measurement needs. */
export interface Surroundings {
  bench: BenchFolder;
  signal: AbortSignal;
  /** Says one line about how far it is. */
  say: (line: string) => void;
}

/** Something that can be measured again and again. */
export interface Row<Sample> {
  /** For the progress, e.g. "batch, 1,000 tokens". */
  name: string;
  measure: () => Promise<Sample>;
  /** A sample as the progress shows it, e.g. "9.8 s". */
  show: (sample: Sample) => string;
}

/**
 * Measures all rows once, then all of them again: so whatever changes on the machine meanwhile meets every row alike.
 *
 * @returns the samples, in the order in which they were taken.
 */
export async function measureInterleaved<Sample>(
  rows: readonly Row<Sample>[],
  repeats: number,
  say: (line: string) => void,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let repeat = 1; repeat <= repeats; repeat += 1) {
    for (const row of rows) {
      const sample = await row.measure();
      samples.push(sample);
      say(`${repeat}/${repeats} · ${row.name}: ${row.show(sample)}`);
    }
  }
  return samples;
}

/** @throws Error with all that was printed if a run has failed that is only worth measuring as a success. */
export function requireSuccess(what: string, { exitCode, output }: Pick<Up, "exitCode" | "output">): void {
  if (exitCode !== 0) {
    throw new Error(`${what} has failed (exit code ${exitCode}):\n${output}`);
  }
}
