import type { PolicyResource } from "@pulumi/policy";
import { declaredTokens } from "pulumi-datadog-token-revocation";
import { unknownValueIn } from "./unknown-value";

/** The tokens that a stack's revocations are for. */
export interface StackTokens {
  /** The ids of tokens that are revoked at once. */
  revoked: Set<string>;
  /** The ids of tokens that are revoked only when they are taken out or destroyed. */
  armed: Set<string>;
  /** The first value that a preview does not know yet: which tokens there are beside these can't be told. */
  unknown: Error | undefined;
}

/** Collects the tokens that single revocations, batches and lists name. */
export function tokensOfStack(resources: readonly PolicyResource[]): StackTokens {
  const found: StackTokens = { revoked: new Set(), armed: new Set(), unknown: undefined };
  for (const { type, props } of resources) {
    const unknown = unknownValueIn(() => {
      for (const { tokenId, revokeOn } of declaredTokens({ type, props })) {
        (revokeOn === "delete" ? found.armed : found.revoked).add(tokenId);
      }
    });
    found.unknown ??= unknown;
  }
  return found;
}
