import { normalizeTokenId } from "../../provider/datadog/token/token-id";
import type { Lifecycle } from "../../provider/lifecycle";
import type { Values } from "../wire/property-values";
import type { ResourceKind } from "../wire/resource-urn";

/** A resource that was there before the program. */
interface Adopted {
  id: string;
  inputs: object;
  state: object;
}

/**
 * Adopts a resource of which nothing but the id is known (`pulumi import`).
 *
 * @throws Error for a token that is alive, and for a batch or a list, which has no id by which it could be found.
 */
export async function adopt(kind: ResourceKind, id: string, lifecycle: Lifecycle): Promise<Adopted> {
  if (kind === "batch" || kind === "list") {
    throw new Error(
      `A ${kind} can't be imported, and needs not be: declare it, and pulumi up adopts the tokens that are already revoked.`,
    );
  }
  const { inputs, state } = await lifecycle.adopt(id, kind === "service" ? { kind } : {});
  return { id: state.tokenId, inputs, state };
}

/** The properties of every record: inputs as they were checked. */
const always = ["site", "revokeOn", "onNotFound", "verify"];

/**
 * Refuses a state that a program gives to what it looks up (`get`) if that is no record: what it leaves out would be made up.
 *
 * @throws Error with what to do instead.
 */
export function refusePart(kind: ResourceKind, id: string, state: Values): void {
  const { tokenId } = state;
  const isOfMany = kind === "batch" || kind === "list";
  const isOfId = typeof tokenId === "string" && normalizeTokenId(tokenId) === normalizeTokenId(id);
  if (always.some((name) => state[name] === undefined) || (!isOfMany && !isOfId)) {
    throw new Error(
      "The state that is given is no record of this resource: leave it out, and the id alone is looked up.",
    );
  }
}
