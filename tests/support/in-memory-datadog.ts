import type { DatadogClient, PersonalAccessToken, RevokeAnswer } from "../../provider/datadog";

/** What a batch asks for, in order: `revoke <id>`, `find <id>`, `list <page>`. */
export type Question = `${"revoke" | "find" | "list"} ${string}`;

/**
 * An organisation in memory in place of the Datadog client, for unit tests of batches; the real client is run against
 * the simulator in tests/e2e.
 */
export class InMemoryDatadog implements DatadogClient {
  readonly asked: Question[] = [];
  /** What a call for this token is rejected with. */
  readonly refusals = new Map<string, Error>();
  /** Tokens whose DELETE is accepted and changes nothing. */
  readonly immortal = new Set<string>();
  /** Whether the list's answers are rejected. */
  listRefusal: Error | undefined;
  /** What every GET of a token is rejected with. */
  findRefusal: Error | undefined;
  /** Living tokens that these credentials do not see on the list. */
  readonly unlisted = new Set<string>();

  constructor(readonly alive: Set<string>) {}

  /** The questions of one kind, without the kind. */
  questions(kind: "revoke" | "find" | "list"): string[] {
    return this.asked
      .filter((question) => question.startsWith(kind))
      .map((question) => question.slice(kind.length + 1));
  }

  revoke(tokenId: string): Promise<RevokeAnswer> {
    this.asked.push(`revoke ${tokenId}`);
    const refusal = this.refusals.get(tokenId);
    if (refusal) {
      return Promise.reject(refusal);
    }
    const isKnown = this.alive.has(tokenId);
    if (!this.immortal.has(tokenId)) {
      this.alive.delete(tokenId);
    }
    return Promise.resolve({ answer: isKnown ? "deleted" : "notFound", attempts: 1, lostAttempts: 0 });
  }

  find(tokenId: string): Promise<PersonalAccessToken | undefined> {
    this.asked.push(`find ${tokenId}`);
    if (this.findRefusal) {
      return Promise.reject(this.findRefusal);
    }
    return Promise.resolve(this.alive.has(tokenId) ? { tokenId } : undefined);
  }

  list({ pageNumber, pageSize = 100 }: { pageNumber: number; pageSize?: number }) {
    this.asked.push(`list ${pageNumber}`);
    if (this.listRefusal) {
      return Promise.reject(this.listRefusal);
    }
    const all = [...this.alive]
      .filter((tokenId) => !this.unlisted.has(tokenId))
      .map((tokenId) => ({ tokenId }));
    const tokens = all.slice(pageNumber * pageSize, (pageNumber + 1) * pageSize);
    return Promise.resolve({ tokens, listedCount: tokens.length, total: all.length });
  }
}
