import type { BatchState } from "../schema/batch-state";
import { providerKey } from "../schema/revocation-state";

/**
 * A batch of which a part failed. Rejecting `create` or `update` with it makes the engine keep what was done: of such
 * an error it stores `id` and `properties` and shows `reasons`; see `UnfinishedError` for the provider's text in them.
 */
export class BatchError extends Error {
  override readonly name = "BatchError";
  readonly properties: Record<string, unknown>;
  readonly reasons: readonly string[];

  constructor(
    readonly id: string,
    reason: string,
    state: BatchState,
    providerText: unknown,
  ) {
    super(reason);
    this.properties = { ...state, [providerKey]: providerText };
    this.reasons = [reason];
  }
}
