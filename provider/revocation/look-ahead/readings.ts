import type { Clock } from "../../datadog";
import type { Observation } from "../observation";
import type { Sighting } from "../observation";

/** The time for which a reading stands for the observation before a DELETE: from a resource's check to its create. */
const freshForMs = 30_000;

interface Reading<Value> {
  value: Value;
  at: number;
}

/** The readings of a process that were made before anything is done, by `recordKey`: none of them is asked for twice. */
export class Readings {
  readonly #clock: Clock;
  readonly #observations = new Map<string, Reading<Observation>>();
  readonly #sightings = new Map<string, Reading<readonly Sighting[]>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Keeps what was read of tokens for the DELETE that follows. */
  keep(
    observations: ReadonlyMap<string, Observation>,
    sightings: ReadonlyMap<string, readonly Sighting[]>,
  ): void {
    const at = this.#clock.now();
    for (const [key, value] of observations) {
      this.#observations.set(key, { value, at });
    }
    for (const [key, value] of sightings) {
      this.#sightings.set(key, { value, at });
    }
  }

  observationOf(key: string): Observation | undefined {
    return this.#fresh(this.#observations.get(key));
  }

  sightingsOf(key: string): readonly Sighting[] | undefined {
    return this.#fresh(this.#sightings.get(key));
  }

  /** Forgets a token that is being dealt with: what was read of it is no longer so. */
  forget(key: string): void {
    this.#observations.delete(key);
    this.#sightings.delete(key);
  }

  #fresh<Value>(reading: Reading<Value> | undefined): Value | undefined {
    return reading !== undefined && this.#clock.now() - reading.at <= freshForMs ? reading.value : undefined;
  }
}
