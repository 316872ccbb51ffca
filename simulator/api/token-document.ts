import type { Leak, SimulatedToken } from "../tokens/tokens";

/** The related objects that an answer tells beside the tokens themselves. */
export interface Inclusion {
  readonly includesLeaks: boolean;
}

/** A token as JSON:API, as Datadog's recorded responses have it: `last_used_at` is null and not absent, `modified_at` only after an update. */
function tokenData(token: SimulatedToken, { includesLeaks }: Inclusion): object {
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
    relationships: { ...relationships(token), ...(includesLeaks && leakRelationship(token)) },
  };
}

/** The response that describes one token. */
export function tokenDocument(
  token: SimulatedToken,
  inclusion: Inclusion = { includesLeaks: false },
): object {
  return { data: tokenData(token, inclusion), ...leaksOf([token], inclusion) };
}

/** A page of a list, and how many tokens all of its pages have. */
export function listDocument(
  {
    page,
    totalFilteredCount,
  }: {
    readonly page: readonly SimulatedToken[];
    readonly totalFilteredCount: number;
  },
  inclusion: Inclusion,
): object {
  return {
    data: page.map((token) => tokenData(token, inclusion)),
    ...leaksOf(page, inclusion),
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

const leakType = "leaked_keys";

/** `null` for a token of which Datadog knows no leak. */
function leakRelationship({ leak }: SimulatedToken): object {
  return { leak_information: { data: leak === undefined ? null : { id: leak.leakId, type: leakType } } };
}

function leaksOf(tokens: readonly SimulatedToken[], { includesLeaks }: Inclusion): object {
  const leaks = new Map(tokens.flatMap(({ leak }) => (leak === undefined ? [] : [[leak.leakId, leak]])));
  return includesLeaks ? { included: [...leaks.values()].map(leakDocument) } : {};
}

function leakDocument({ leakId, date, source }: Leak): object {
  const attributes = { date, ...(source !== undefined && { leak_source: source }) };
  return { id: leakId, type: leakType, attributes };
}
