import type { Credentials } from "../http/credentials";
import { statusText } from "../http/wording";
import { DatadogError, type FailureFacts } from "./datadog-error";

/** Status 401: Datadog does not know the credentials. Names the setting that holds them and where it was found. */
export class CredentialRejectedError extends DatadogError {
  override readonly name = "CredentialRejectedError";

  constructor(facts: FailureFacts, credentials: Credentials) {
    super(
      { ...facts, status: 401 },
      statusText(401),
      `Datadog does not accept ${credentials.name} (from the ${credentials.source}): ` +
        `check that what is set there is complete, not revoked, and of an organisation on ${facts.site}.`,
    );
  }
}
