import type { SimulatedToken } from "../tokens/tokens";

/** A token as JSON:API, as Datadog's recorded responses have it: `last_used_at` is null and not absent, `modified_at` only after an update. */
export function tokenDocument(token: SimulatedToken): object {
  return {
    ...identity(token),
    attributes: {
      created_at: token.createdAt,
      expires_at: token.expiresAt,
      last_used_at: token.lastUsedAt,
      ...(token.modifiedAt === undefined ? {} : { modified_at: token.modifiedAt }),
      name: token.name,
      public_portion: token.publicPortion,
      scopes: token.scopes,
    },
    relationships: relationships(token),
  };
}

/** A page of a list, and how many tokens all of its pages have. */
export function listDocument({
  page,
  totalFilteredCount,
}: {
  readonly page: readonly SimulatedToken[];
  readonly totalFilteredCount: number;
}): object {
  return {
    data: page.map(tokenDocument),
    meta: { page: { total_filtered_count: totalFilteredCount } },
  };
}

/** The response to a creation: the only one with `key`, and without `last_used_at`. */
export function createdTokenDocument(token: SimulatedToken): object {
  return {
    ...identity(token),
    attributes: {
      created_at: token.createdAt,
      expires_at: token.expiresAt,
      key: token.text,
      name: token.name,
      public_portion: token.publicPortion,
      scopes: token.scopes,
    },
    relationships: relationships(token),
  };
}

function identity(token: SimulatedToken): object {
  return { id: token.tokenId, type: token.type };
}

function relationships(token: SimulatedToken): object {
  // The two kinds of owner that the official client's `AccessTokenOwnerType` knows.
  const type = token.type === "personal_access_tokens" ? "users" : "service_account";
  return { owned_by: { data: { id: token.ownerId, type } } };
}
