import { providerKey } from "../schema/revocation-state";

/**
 * A resource of which a part is not done. Rejecting `create` or `update` with it makes the engine keep the resource as
 * failed: of such an error it stores `id` and `properties` and shows `reasons`, never the message. The dynamic provider
 * does not add its own text to `properties`; without it no later run could load the provider.
 */
export class ResourceInitFailedError extends Error {
  override readonly name = "ResourceInitFailedError";
  readonly id: string;
  readonly properties: Record<string, unknown>;
  readonly reasons: readonly string[];

  constructor(id: string, reason: string, state: object, providerText: unknown) {
    super(reason);
    this.id = id;
    this.properties = { ...state, [providerKey]: providerText };
    this.reasons = [reason];
  }
}
