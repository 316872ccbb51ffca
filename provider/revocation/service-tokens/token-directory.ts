import { DatadogError, type AccessToken, type Clock, type DatadogClient } from "../../datadog";
import type { SharedQuestions } from "../../session/shared-questions";
import { readTokenList, type TokenList } from "../list-tokens";

/** The word of the list about a token. */
export type Entry =
  /** It is there, and so alive. */
  | { kind: "listed"; token: AccessToken }
  /** The whole list was read, and it is not there. */
  | { kind: "notListed" }
  /** The list was not read completely, and why, in whole sentences. */
  | { kind: "unknown"; problem: string };

/** The list as it was read, or the reason why it was not. */
type Reading = TokenList | { problem: string };

/** The time for reading the list to find out whose a token is: nothing is revoked without, so a rate limit is waited for. */
const directorySeconds = 60;

/** The time for asking whether other people's tokens are on the list, which is good to know and no more. */
const readsOthersSeconds = 20;

/** The time for which a reading is good for further questions: many resources of one run ask at once. */
const freshForMs = 30_000;

/** The parts of a session that a directory needs. */
interface DirectoryMeans {
  clock: Clock;
  /** The means of a question that many resources wait for. */
  shared: SharedQuestions;
}

/**
 * The list of one account's tokens, which tells whose a token is: a service account's id, and that an id is of the other
 * kind. Read when it is first asked, within 60 s, and again if it came to its end more than 30 s ago.
 */
export class TokenDirectory {
  readonly #client: DatadogClient;
  readonly #clock: Clock;
  readonly #shared: SharedQuestions;
  #reading: Promise<Reading> | undefined;
  /** The end of the reading, in milliseconds since the epoch; infinite while it goes on. */
  #readAt = 0;
  #readsOthers: Promise<boolean> | undefined;
  /** The end of that question, in the same measure. */
  #readsOthersAt = 0;

  constructor(client: DatadogClient, { clock, shared }: DirectoryMeans) {
    this.#client = client;
    this.#clock = clock;
    this.#shared = shared;
  }

  /** Looks a token up; rejects for no reason of Datadog's. */
  entryOf(tokenId: string): Promise<Entry> {
    return this.#shared.answer(
      () => this.#entryOf(tokenId),
      (reason) => ({
        kind: "unknown",
        problem: `The list of access tokens was not read before ${reason}.`,
      }),
    );
  }

  async #entryOf(tokenId: string): Promise<Entry> {
    const now = this.#clock.now();
    if (this.#reading === undefined || now - this.#readAt > freshForMs) {
      this.#readAt = Number.POSITIVE_INFINITY;
      this.#reading = this.#read().finally(() => {
        this.#readAt = this.#clock.now();
      });
    }
    const list = await this.#reading;
    if ("problem" in list) {
      return { kind: "unknown", ...list };
    }
    const token = list.alive.get(tokenId);
    if (token !== undefined) {
      return { kind: "listed", token };
    }
    return list.isComplete
      ? { kind: "notListed" }
      : { kind: "unknown", problem: "The list of access tokens changed while it was read." };
  }

  /**
   * Tells whether other people's tokens are on the list; false where it can't be read. Asked again after half a minute, as the list
   * is: a role may lose a permission while a process lives, and a question that met trouble must not cost the rest of a run.
   */
  readsOthers(user: string | undefined): Promise<boolean> {
    return this.#shared.answer(
      () => this.#readsOthersNow(user),
      () => false,
    );
  }

  #readsOthersNow(user: string | undefined): Promise<boolean> {
    const now = this.#clock.now();
    if (this.#readsOthers === undefined || now - this.#readsOthersAt > freshForMs) {
      this.#readsOthersAt = Number.POSITIVE_INFINITY;
      this.#readsOthers = this.#askForOthers(user).finally(() => {
        this.#readsOthersAt = this.#clock.now();
      });
    }
    return this.#readsOthers;
  }

  async #askForOthers(user: string | undefined): Promise<boolean> {
    try {
      return await this.#client.readsOthers(user, { deadlineSeconds: readsOthersSeconds });
    } catch (error) {
      if (error instanceof DatadogError) {
        return false;
      }
      throw error;
    }
  }

  async #read(): Promise<Reading> {
    try {
      const list = await readTokenList(this.#client, {
        clock: this.#clock,
        deadlineSeconds: directorySeconds,
        isProof: true,
      });
      return list ?? { problem: "The list of access tokens does not say how long it is." };
    } catch (error) {
      if (error instanceof DatadogError) {
        return { problem: error.message };
      }
      throw error;
    }
  }
}

/** The directories of one process, one for each client. */
export class TokenDirectories {
  readonly #means: DirectoryMeans;
  readonly #directories = new WeakMap<DatadogClient, TokenDirectory>();

  constructor(means: DirectoryMeans) {
    this.#means = means;
  }

  of(client: DatadogClient): TokenDirectory {
    const directory = this.#directories.get(client) ?? new TokenDirectory(client, this.#means);
    this.#directories.set(client, directory);
    return directory;
  }
}
