import type { Clock, DatadogClient, TokenPage } from "../../datadog";
import type { TokenOwner } from "../../datadog/token/token-owner";
import { recordKey, type RevocationRecord } from "../../schema/revocation-record";
import type { Observation, Observations, Sighting, Sightings } from "../observation";
import { SilentAccounts } from "./silent-accounts";

/** The time for which a reading stands for the observation before a DELETE: from a resource's check to its create. */
const freshForMs = 30_000;

interface Reading<Value> {
  value: Value;
  /** The kind and the service account that the token was asked for as: of another one the answer tells nothing. */
  owner: string;
  at: number;
}

/** Tokens as they were read, by `recordKey`. */
interface KeptReading {
  observations: Observations;
  sightings: Sightings;
  /** The reading's beginning, as `begin` told it. */
  begun: number;
}

/** The pages of a list, by number. */
type Pages = Map<number, TokenPage>;

/** The readings of a process that were made before anything is done: none of them is asked for twice. */
export class Readings {
  readonly silent: SilentAccounts;
  readonly #clock: Clock;
  readonly #observations = new Map<string, Reading<Observation>>();
  readonly #sightings = new Map<string, Reading<readonly Sighting[]>>();
  /** The time at which each token was forgotten last, counted in forgettings, of those that a reading under way is to know. */
  readonly #forgotten = new Map<string, number>();
  /** The pages of the lists that were not read to their end in time, by client. */
  readonly #pages = new Map<DatadogClient, { pages: Pages; at: number }>();
  #underWay = 0;
  #forgets = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.silent = new SilentAccounts(clock);
  }

  /** True as soon as any token is dealt with: this process is one of an update, not of a preview. */
  get isWorkBegun(): boolean {
    return this.#forgets > 0;
  }

  /** Begins a reading, which `end` ends: what comes of it counts for no token that is dealt with meanwhile. */
  begin(): number {
    this.#underWay += 1;
    return this.#forgets;
  }

  /** Ends a reading, whatever came of it. */
  end(): void {
    this.#underWay -= 1;
    if (this.#underWay === 0) {
      this.#forgotten.clear();
    }
  }

  /** Keeps what was read of tokens, by `recordKey`, for the DELETE that follows. */
  keep(records: readonly RevocationRecord[], { observations, sightings, begun }: KeptReading): void {
    const at = this.#clock.now();
    for (const record of records) {
      const key = recordKey(record);
      const isOutdated = (this.#forgotten.get(key) ?? 0) > begun;
      const owner = ownerIn(record);
      const observation = observations.get(key);
      if (observation !== undefined && !isOutdated) {
        this.#observations.set(key, { value: observation, owner, at });
      }
      const ofToken = sightings.get(key);
      if (ofToken !== undefined && !isOutdated) {
        this.#sightings.set(key, { value: ofToken, owner, at });
      }
    }
  }

  /**
   * The pages of a client's list that readings have brought whose time was over before its end, and who reads on adds to them.
   * As soon as any token is dealt with, they are out of date.
   */
  pagesOf(client: DatadogClient): Pages {
    const now = this.#clock.now();
    const kept = this.#pages.get(client);
    if (kept !== undefined && now - kept.at <= freshForMs) {
      return kept.pages;
    }
    const pages: Pages = new Map();
    this.#pages.set(client, { pages, at: now });
    return pages;
  }

  observationOf(record: RevocationRecord): Observation | undefined {
    return this.#fresh(record, this.#observations);
  }

  sightingsOf(record: RevocationRecord): readonly Sighting[] | undefined {
    return this.#fresh(record, this.#sightings);
  }

  /** Forgets a token that is being dealt with: what was read of it is no longer so. */
  forget(record: RevocationRecord): void {
    const key = recordKey(record);
    this.#observations.delete(key);
    this.#sightings.delete(key);
    this.#pages.clear();
    this.#forgets += 1;
    if (this.#underWay > 0) {
      this.#forgotten.set(key, this.#forgets);
    }
  }

  #fresh<Value>(record: RevocationRecord, readings: ReadonlyMap<string, Reading<Value>>): Value | undefined {
    const reading = readings.get(recordKey(record));
    const isFresh = reading?.owner === ownerIn(record) && this.#clock.now() - reading.at <= freshForMs;
    return isFresh ? reading.value : undefined;
  }
}

function ownerIn({ kind, serviceAccountId = "" }: TokenOwner): string {
  return `${kind ?? "personal"} ${serviceAccountId}`;
}
