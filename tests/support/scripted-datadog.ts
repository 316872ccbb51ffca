import type {
  CallOptions,
  DatadogClient,
  FindOptions,
  PersonalAccessToken,
  RevokeAnswer,
  TokenPage,
} from "../../provider/datadog";

type Scripted<T> = T | Error;

/** What a scripted Datadog was asked, in order. */
export interface Asked {
  call: "find" | "revoke";
  tokenId: string;
  options?: FindOptions | CallOptions;
}

/**
 * Stands in for the Datadog client in unit tests of the provider: each call takes the next answer of its script, and
 * the last answer stays. The real client is run against the simulator in tests/protocol and tests/e2e.
 */
export class ScriptedDatadog implements DatadogClient {
  readonly asked: Asked[] = [];

  readonly #finds: Scripted<PersonalAccessToken | undefined>[];
  readonly #revokes: Scripted<Partial<RevokeAnswer>>[];

  constructor(
    finds: Scripted<PersonalAccessToken | undefined>[],
    revokes: Scripted<Partial<RevokeAnswer>>[] = [{}],
  ) {
    this.#finds = finds;
    this.#revokes = revokes;
  }

  /** The calls alone: `["find", "revoke", "find"]`. */
  get calls(): string[] {
    return this.asked.map(({ call }) => call);
  }

  find(tokenId: string, options?: FindOptions): Promise<PersonalAccessToken | undefined> {
    this.asked.push({ call: "find", tokenId, ...(options && { options }) });
    return settle(next(this.#finds));
  }

  list(): Promise<TokenPage> {
    return Promise.reject(new Error("No list is scripted."));
  }

  async revoke(tokenId: string, options?: CallOptions): Promise<RevokeAnswer> {
    this.asked.push({ call: "revoke", tokenId, ...(options && { options }) });
    return { answer: "deleted", attempts: 1, lostAttempts: 0, ...(await settle(next(this.#revokes))) };
  }
}

function next<T>(script: Scripted<T>[]): Scripted<T> | undefined {
  return script.length > 1 ? script.shift() : script[0];
}

function settle<T>(answer: Scripted<T> | undefined): Promise<T> {
  return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer as T);
}
