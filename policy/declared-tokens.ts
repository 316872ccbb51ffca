import type { PolicyResource } from "@pulumi/policy";
import { findTokens } from "pulumi-datadog-token-revocation";
import { batchType, isRevocation } from "./revocation-resource";
import { unknownValueIn } from "./unknown-value";

/** The tokens that a stack's revocations are for. */
export interface DeclaredTokens {
  /** The ids of tokens that are revoked at once. */
  revoked: Set<string>;
  /** The ids of tokens that are revoked only when their resource is deleted. */
  armed: Set<string>;
  /** The first value that a preview does not know yet: which tokens there are beside these can't be told. */
  unknown: Error | undefined;
}

/** Collects the tokens that single revocations and batches name. */
export function declaredTokens(resources: readonly PolicyResource[]): DeclaredTokens {
  const declared: DeclaredTokens = { revoked: new Set(), armed: new Set(), unknown: undefined };
  for (const { type, props } of resources.filter(isRevocation)) {
    const unknown = unknownValueIn(() => {
      const tokens = props["revokeOn"] === "delete" ? declared.armed : declared.revoked;
      for (const tokenId of type === batchType ? batchTokens(props) : [props["tokenId"]]) {
        if (typeof tokenId === "string") {
          tokens.add(tokenId);
        }
      }
    });
    declared.unknown ??= unknown;
  }
  return declared;
}

/**
 * The ids are a batch's inputs, which a preview shows of one that is created or changed. Else there is its record, in
 * which each token begins with its alias (see `record` in the state).
 */
function batchTokens(props: Readonly<Record<string, unknown>>): unknown[] {
  const { tokenIds } = props;
  if (Array.isArray(tokenIds)) {
    return tokenIds;
  }
  const { record } = props;
  if (typeof record !== "string") {
    return [];
  }
  return record
    .split(" ")
    .flatMap((entry) => findTokens(`ddpat_${entry.slice(0, aliasLength)}`)[0]?.tokenId ?? []);
}

const aliasLength = 22;
