import type { Credentials } from "../http/credentials";
import { statusText } from "../http/wording";
import { DatadogError, type FailureFacts } from "./datadog-error";

/**
 * Status 403: the credentials may not do this. Names the permission that is needed, or the two of which one is (source: the
 * API reference pages "Revoke a personal access token" and "Revoke an access token for a service account"; whose tokens each
 * covers: Datadog's page "Personal Access Tokens").
 */
export class PermissionDeniedError extends DatadogError {
  override readonly name = "PermissionDeniedError";

  constructor(facts: FailureFacts, credentials: Credentials) {
    super(
      { ...facts, status: 403 },
      statusText(403),
      `${credentials.name} (from the ${credentials.source}) must have ${permissionFor(facts)}, ` +
        `and be of the organisation on ${facts.site} that the ${facts.tokenId === undefined ? "tokens belong" : "token belongs"} to.`,
    );
  }
}

function permissionFor({ serviceAccountId }: FailureFacts): string {
  return serviceAccountId === undefined
    ? "one of the permissions user_app_keys (for the tokens of its own user) and org_app_keys_write (for everybody's)"
    : "the permission service_account_write";
}
