import type {
  AccessToken,
  DatadogClient,
  Identity,
  PageRequest,
  TokenLeak,
  TokenPage,
} from "../../../provider/datadog";
import { omitUndefined } from "../../../provider/datadog/token/omit-undefined";
import type { RevocationEvidence } from "../../../provider/schema/revocation-record";
import type { DeleteBehaviour } from "./delete-behaviour";

/** One call, as it came in. */
export interface Asked {
  call: "find" | "revoke" | "list";
  /** The token's id, or the page's number. */
  of: string;
  options?: object;
}

/** The organisation to which every `InMemoryDatadog` belongs unless a test says otherwise. */
export const organization = "8dee7c38-00cb-11ea-a77b-8b5a08d3b091";

type TokenOptions = NonNullable<Parameters<DatadogClient["find"]>[1]>;
type RevokeResult = Awaited<ReturnType<DatadogClient["revoke"]>>;

/**
 * An organisation in memory in place of the Datadog client, for unit tests of the provider. It keeps a ledger of its
 * calls. The real client is run against the simulator in tests/protocol and tests/e2e.
 */
export class InMemoryDatadog implements DatadogClient {
  /** Every call, in order. */
  readonly asked: Asked[] = [];
  /** The effects of the DELETE of single tokens. */
  readonly deletes = new Map<string, DeleteBehaviour>();
  /** The rejections of single tokens' questions, one after the other; the last entry stays, undefined is an answer. */
  readonly findRefusals = new Map<string, (Error | undefined)[]>();
  /** The rejection of every question of a token. */
  findRefusal: Error | undefined;
  /** The rejection of every page of the list. */
  listRefusal: Error | undefined;
  /** `true` if the list does not say how long it is. */
  hidesTotal = false;
  /** The service accounts of tokens that are no person's, by token id: such a token is asked for below its account alone. */
  readonly serviceAccounts = new Map<string, string>();
  /** The leaks that Datadog has detected, by token id; undefined: it tells nothing of leaks. */
  leaks: ReadonlyMap<string, TokenLeak> | undefined = new Map();
  /** Living tokens that these credentials do not see on the list. */
  readonly unlisted = new Set<string>();
  /** The answer to the question whose these credentials are. */
  identity: Identity = { kind: "placed", organization };
  /** The answers that it gives before that. */
  readonly identitiesBefore: Identity[] = [];
  /** `false`: these credentials are shown their own user's tokens alone. */
  readsOthers = () => Promise.resolve(true);
  /** No operation asks it: a doctor does. */
  rolePermissions = () => Promise.resolve(undefined);
  /** Called before each DELETE. */
  beforeDelete: () => void = () => undefined;
  readonly #alive = new Map<string, RevocationEvidence>();
  readonly #dying = new Map<string, number>();

  constructor(tokenIds: Iterable<string> = []) {
    for (const tokenId of tokenIds) {
      this.issue(tokenId);
    }
  }

  identify(): Promise<Identity> {
    return Promise.resolve(this.identitiesBefore.shift() ?? this.identity);
  }

  issue(tokenId: string, evidence: RevocationEvidence = {}): void {
    this.#alive.set(tokenId, evidence);
  }

  issueFor(serviceAccountId: string, tokenId: string, evidence: RevocationEvidence = {}): void {
    this.serviceAccounts.set(tokenId, serviceAccountId);
    this.issue(tokenId, { ownerId: serviceAccountId, ...evidence });
  }

  addressOf(tokenId: string): { serviceAccountId?: string } {
    return omitUndefined({ serviceAccountId: this.serviceAccounts.get(tokenId) });
  }

  kill(tokenId: string): void {
    this.#alive.delete(tokenId);
    this.#dying.delete(tokenId);
  }

  isAlive(tokenId: string): boolean {
    return this.#alive.has(tokenId);
  }

  /** The calls about one token: `["find", "revoke", "find"]`. */
  callsFor(tokenId: string): string[] {
    return this.asked.filter(({ of }) => of === tokenId).map(({ call }) => call);
  }

  /** The subjects of the calls of one kind, in order: token ids, or the numbers of pages. */
  askedFor(call: Asked["call"]): string[] {
    return this.asked.filter((each) => each.call === call).map(({ of }) => of);
  }

  /** The options of the calls about one token. */
  optionsFor(tokenId: string): (object | undefined)[] {
    return this.asked.filter(({ of }) => of === tokenId).map(({ options }) => options);
  }

  /** Empties the ledger. */
  forgetCalls(): void {
    this.asked.length = 0;
  }

  find(tokenId: string, options?: TokenOptions): Promise<AccessToken | undefined> {
    this.#note("find", tokenId, options);
    const refusal = this.findRefusal ?? next(this.findRefusals.get(tokenId));
    if (refusal) {
      return Promise.reject(refusal);
    }
    return Promise.resolve(this.#isBehind(tokenId, options) ? this.#see(tokenId) : undefined);
  }

  list({ pageNumber, pageSize = 100, leaks }: PageRequest, options?: TokenOptions): Promise<TokenPage> {
    this.#note("list", String(pageNumber), options);
    if (this.listRefusal) {
      return Promise.reject(this.listRefusal);
    }
    const all = [...this.#alive.keys()].filter((tokenId) => !this.unlisted.has(tokenId));
    const tokens = all
      .slice(pageNumber * pageSize, (pageNumber + 1) * pageSize)
      .map((tokenId) => this.#see(tokenId))
      .filter((token) => token !== undefined)
      .map((token) =>
        leaks === undefined || this.leaks === undefined
          ? token
          : { ...token, leak: this.leaks.get(token.tokenId) ?? ("none" as const) },
      );
    const total = this.hidesTotal ? {} : { total: all.length };
    return Promise.resolve({ tokens, ids: tokens.map((token) => token.tokenId), ...total });
  }

  revoke(tokenId: string, options?: TokenOptions): Promise<RevokeResult> {
    this.beforeDelete();
    this.#note("revoke", tokenId, options);
    const behaviour = this.deletes.get(tokenId);
    if (behaviour instanceof Error) {
      return Promise.reject(behaviour);
    }
    const isDeleted = this.#isBehind(tokenId, options) && this.#takeDelete(tokenId, behaviour);
    const lostAttempts = behaviour === "response lost" ? 1 : 0;
    return Promise.resolve({
      outcome: isDeleted ? "deleted" : "notFound",
      attempts: 1 + lostAttempts,
      lostAttempts,
    });
  }

  /** @returns `true` for a 204, `false` for a 404. */
  #takeDelete(tokenId: string, behaviour: Exclude<DeleteBehaviour, Error> | undefined): boolean {
    const wasAlive = this.isAlive(tokenId);
    if (behaviour === "in vain" || behaviour === "once more") {
      return true;
    }
    if (behaviour === "not found") {
      return false;
    }
    if (typeof behaviour === "object" && wasAlive) {
      this.#dying.set(tokenId, behaviour.diesAfter);
      return true;
    }
    this.kill(tokenId);
    return wasAlive && behaviour === undefined;
  }

  #see(tokenId: string): AccessToken | undefined {
    const sightings = this.#dying.get(tokenId);
    if (sightings === 0) {
      this.kill(tokenId);
    } else if (sightings !== undefined) {
      this.#dying.set(tokenId, sightings - 1);
    }
    const evidence = this.#alive.get(tokenId);
    return (
      evidence && { tokenId, ...(this.serviceAccounts.has(tokenId) && { kind: "service" }), ...evidence }
    );
  }

  /** Tells whether a token is asked for at the endpoint that knows it. */
  #isBehind(tokenId: string, { serviceAccountId }: TokenOptions = {}): boolean {
    return this.serviceAccounts.get(tokenId) === serviceAccountId;
  }

  #note(call: Asked["call"], of: string, given: TokenOptions | undefined): void {
    const { serviceAccountId: _, ...options } = { ...given };
    this.asked.push({ call, of, ...(given && { options }) });
  }
}

const next = <Step>(script: Step[] = []) => (script.length > 1 ? script.shift() : script[0]);
