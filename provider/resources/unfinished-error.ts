import { providerKey, type RevocationState } from "../schema/revocation-state";

/**
 * A revocation that is recorded but not finished. Rejecting `create` or `update` with it makes the engine keep the
 * resource as failed: of such an error it stores `id` and `properties` and shows `reasons`, never the message. The
 * dynamic provider does not add its own text to `properties`; without it no later run could load the provider.
 */
export class UnfinishedError extends Error {
  override readonly name = "UnfinishedError";
  readonly id: string;
  readonly properties: Record<string, unknown>;
  readonly reasons: readonly string[];

  constructor(reason: string, state: RevocationState, providerText: unknown) {
    super(reason);
    this.id = state.tokenId;
    this.properties = { ...state, [providerKey]: providerText };
    this.reasons = [reason];
  }
}
