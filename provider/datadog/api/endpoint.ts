/** An endpoint of Datadog's API, named after its purpose; Datadog limits the rate of each on its own, or of some together. */
export type Endpoint = "revoke" | "find" | "list";

/**
 * Each endpoint's method, and the verb for a call to it, fit to follow "Failed to".
 * Source: the API reference's pages "Revoke", "Get" and "Get all personal access tokens".
 */
export const endpoints = {
  revoke: { method: "DELETE", verb: "revoke" },
  find: { method: "GET", verb: "look up" },
  list: { method: "GET", verb: "list" },
} as const satisfies Record<Endpoint, { method: "GET" | "DELETE"; verb: string }>;
