import { Secret } from "../../../../../provider/datadog/http/secret";
import type { AttemptResult } from "../../../../../provider/datadog/http/attempt";
import type { Credentials } from "../../../../../provider/datadog/http/credentials";

/** An organisation's id, as Datadog's API gives it. */
export const organization = "4dee724d-00cc-11ea-a77b-570c9d03c6c5";

/** A bearer token, in place of the pair of keys that other tests have. */
export const bearer: Credentials = {
  kind: "bearer",
  token: new Secret("the-bearer-token-0123456789"),
  source: "stack configuration",
  name: "datadog:bearerToken",
};

/** A 200 with a body: JSON, or a text as it is. */
export function ok(body: unknown): AttemptResult {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { kind: "response", status: 200, headers: {}, body: text };
}

/** The answer of `GET /api/v2/current_user`, of a user whose organisation is this resource identifier. */
export function currentUser(
  org: unknown = { id: organization, type: "orgs" },
  included?: unknown,
): AttemptResult {
  const data = { id: "a-user", type: "users", relationships: { org: { data: org } } };
  return ok({ data, included });
}

/** The answer of `GET /api/v2/validate`. */
export function validation(id: unknown = organization, valid: unknown = true): AttemptResult {
  return ok({
    data: { id, type: "validate_v2", attributes: { api_key_id: "k", api_key_scopes: [], valid } },
  });
}

/** The answer of `GET /api/v2/validate_keys`. */
export const accepted: AttemptResult = ok({ status: "ok" });
