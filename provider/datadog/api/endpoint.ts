/** An endpoint for tokens, named after its purpose: the first three for people's tokens, of which `list` tells both kinds. */
export type TokenEndpoint = "revoke" | "find" | "list" | "revokeServiceToken" | "findServiceToken";

/** An endpoint that says who the credentials are. */
export type IdentityEndpoint = "currentUser" | "validateApiKey" | "validateKeys";

/** The endpoint that says what the roles of a user permit. */
export type RolesEndpoint = "rolePermissions";

/** An endpoint of Datadog's API; Datadog limits the rate of each on its own, or of some together. */
export type Endpoint = TokenEndpoint | IdentityEndpoint | RolesEndpoint;

/** The facts about an endpoint that a request to it is made from. */
export interface EndpointFacts {
  method: "GET" | "DELETE";
  path: string;
  /** Endpoints of one group share a rate limit as long as Datadog does not name it. */
  limitGroup: string;
  /** `true`: does not count towards `concurrency`, so that no other request waits for it. */
  bypassesConcurrency: boolean;
  /** `true`: the API key is sent alone, since that is all that the endpoint asks for. */
  takesApiKeyAlone: boolean;
}

const tokens = {
  path: "/api/v2/personal_access_tokens",
  bypassesConcurrency: false,
  takesApiKeyAlone: false,
};
const serviceTokens = {
  path: "/api/v2/service_accounts",
  bypassesConcurrency: false,
  takesApiKeyAlone: false,
};
const identity = { method: "GET", bypassesConcurrency: true, takesApiKeyAlone: false } as const;

/**
 * The table of endpoints. Those that say who the credentials are have a limit each, so that they neither take a call from
 * a revocation nor wait behind one.
 * Source: the API reference's pages "Revoke", "Get" and "Get all personal access tokens", "Revoke" and "Get an access token for a service account", "Get current user", "Validate API
 * key" (in preview), "Validate keys" and "Get a user permissions", and Datadog's Python client 2.62.0.
 */
export const endpoints = {
  revoke: { method: "DELETE", limitGroup: "DELETE", ...tokens },
  find: { method: "GET", limitGroup: "GET", ...tokens },
  list: { method: "GET", limitGroup: "GET", ...tokens },
  revokeServiceToken: { method: "DELETE", limitGroup: "service account DELETE", ...serviceTokens },
  findServiceToken: { method: "GET", limitGroup: "service account GET", ...serviceTokens },
  currentUser: { path: "/api/v2/current_user", limitGroup: "current user", ...identity },
  validateApiKey: {
    path: "/api/v2/validate",
    limitGroup: "validate",
    ...identity,
    takesApiKeyAlone: true,
  },
  validateKeys: { path: "/api/v2/validate_keys", limitGroup: "validate keys", ...identity },
  rolePermissions: { path: "/api/v2/users", limitGroup: "user permissions", ...identity },
} as const satisfies Record<Endpoint, EndpointFacts>;

/** The verb for a call about tokens, fit to follow "Failed to". */
export const verbs = {
  revoke: "revoke",
  find: "look up",
  list: "list",
  revokeServiceToken: "revoke",
  findServiceToken: "look up",
} as const satisfies Record<TokenEndpoint, string>;
