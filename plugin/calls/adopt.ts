import type { Lifecycle } from "../../provider/lifecycle";
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
