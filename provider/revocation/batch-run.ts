import type { TokenFailure } from "./failure-message";
import type { RecordedRevocation } from "../schema/batch-record";
import { closingDeleteSeconds } from "./closing-delete";
import type { OptionInputs } from "../schema/option-inputs";
import type { ObservedDelete, SeenBefore } from "../schema/revocation-status";
import { ensureRevoked, type RevocationTools } from "./revoke-token";

/** A token that this run found or made revoked. */
export interface RunResult {
  record: RecordedRevocation;
  /** The DELETE that its status was read from; absent where an earlier run's stands. */
  observed?: ObservedDelete;
  /** Whether its status is this run's finding. */
  isNews: boolean;
}

/** One run over a batch's tokens: what is to be done for each, and what came of it. */
export class BatchRun {
  /** Tokens that are revoked now, to be verified. */
  readonly revoked = new Map<string, RunResult>();
  /** Tokens that were known to be gone, and whose closing DELETE failed: no reason to keep their record. */
  readonly unanswered: TokenFailure[] = [];

  constructor(
    private readonly options: OptionInputs,
    private readonly tools: RevocationTools & { retryDeadlineSeconds: number },
    private readonly seen: ReadonlyMap<string, SeenBefore>,
  ) {}

  /** Does for one token what its record asks for; rejects where that failed. */
  async dealWith(record: RecordedRevocation): Promise<void> {
    if (record.verifiedAt !== undefined) {
      await this.closingDelete(record.tokenId);
    } else if (record.status === "armed") {
      await this.revoke(record.tokenId);
    } else if (record.unfinished) {
      await this.goOn(record);
    } else {
      await this.tools.client.revoke(record.tokenId, ownDeadline);
    }
  }

  /** Adds to what is known of a token that this run revoked. */
  note(tokenId: string, news: Partial<RecordedRevocation>): void {
    const result = this.revoked.get(tokenId);
    if (result) {
      this.revoked.set(tokenId, { ...result, record: { ...result.record, ...news } });
    }
  }

  private async revoke(tokenId: string): Promise<void> {
    const observation = { seen: this.seen.get(tokenId) ?? "notKnown" } as const;
    const { outcome, observed } = await ensureRevoked(
      { ...this.options, tokenId },
      observation,
      this.tools,
      ownDeadline,
    );
    const { status, revokedAt } = outcome;
    this.revoked.set(tokenId, {
      record: { tokenId, status, ...(revokedAt && { revokedAt }) },
      observed,
      isNews: true,
    });
  }

  /** Its DELETE was accepted by an earlier run, whose status and time stand. */
  private async goOn({ unfinished: _, ...record }: RecordedRevocation): Promise<void> {
    const { tokenId } = record;
    if (this.seen.get(tokenId) !== "absent") {
      await this.tools.client.revoke(tokenId, ownDeadline);
    }
    this.revoked.set(tokenId, { record, isNews: false });
  }

  private async closingDelete(tokenId: string): Promise<void> {
    // Refused credentials are refused for every token: asking on would be in vain.
    if (this.unanswered.some(({ reason }) => "status" in reason && reason.status === 401)) {
      return void this.unanswered.push({
        tokenId,
        reason: new Error("the credentials were refused before."),
      });
    }
    const deadlineSeconds = Math.min(closingDeleteSeconds, this.tools.retryDeadlineSeconds);
    try {
      await this.tools.client.revoke(tokenId, { ...ownDeadline, deadlineSeconds });
    } catch (reason) {
      if (!(reason instanceof Error)) {
        throw reason;
      }
      this.unanswered.push({ tokenId, reason });
    }
  }
}

/** The deadline is each token's own: it does not run while the token waits its turn. */
const ownDeadline = { deadlineRunsWhileWaiting: false } as const;
