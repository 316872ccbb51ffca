import type { Clock, DatadogClient, TokenPage } from "../../datadog";
import type { TokenOwner } from "../../datadog/token/token-owner";
import { recordKey, type RevocationRecord } from "../../schema/revocation-record";
import type { Observation, Observations, Sighting, Sightings } from "../observation";
import { SilentAccounts } from "./silent-accounts";

/** The time for which a reading may take the place of the GET before a DELETE: from a resource's check to its create. */
const freshForMs = 30_000;

interface Reading<Value> {
  value: Value;
  /** The kind of token, and the service account, that Datadog was asked for: the answer tells nothing of any other. */
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

/** The readings that a process made of tokens when it checked them, before it revokes any: nothing is asked for twice. */
export class Readings {
  readonly silent: SilentAccounts;
  readonly #clock: Clock;
  readonly #observations = new Map<string, Reading<Observation>>();
  readonly #sightings = new Map<string, Reading<readonly Sighting[]>>();
  /** Which call of `forget` was the last for each token, by number; kept while a reading is under way that may know it. */
  readonly #forgotten = new Map<string, number>();
  /** The pages of the lists that were not read to their end in time, by client. */
  readonly #pages = new Map<DatadogClient, { pages: Pages; at: number }>();
  #underWay = 0;
  #forgets = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.silent = new SilentAccounts(clock);
  }

  /** True as soon as any token has been revoked or tried: this process belongs to an update, not to a preview. */
  get isWorkBegun(): boolean {
    return this.#forgets > 0;
  }

  /** Begins a reading, which `end` ends. What it brings is not kept for tokens that are forgotten meanwhile. */
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
   * The pages of a client's list that earlier readings have brought, if their time was over before the end of the list.
   * Whoever reads on adds to them. They are dropped as soon as any token is forgotten.
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

  /** Forgets what was read of a token, since it is about to be revoked. */
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
