import { Secret, type Credentials, type DatadogError, type Site } from "../../../provider/datadog";
import { CredentialRejectedError } from "../../../provider/datadog/errors/credential-rejected-error";
import { PermissionDeniedError } from "../../../provider/datadog/errors/permission-denied-error";
import { RetriesExhaustedError } from "../../../provider/datadog/errors/retries-exhausted-error";
import { UnexpectedResponseError } from "../../../provider/datadog/errors/unexpected-response-error";

const credentials: Credentials = {
  kind: "bearer",
  token: new Secret("a-bearer-token"),
  name: "DD_BEARER_TOKEN",
  source: "environment",
};

const facts = {
  tokenId: "35ef7728-4761-41dd-8a7b-f1112a26f840",
  site: "datadoghq.com" as const,
  errors: [],
  attempts: 1,
  secrets: [],
};

/** The client's errors for a 401, a 403, an answer that nothing follows from, and when nothing answered in time. */
export const datadogErrors = {
  rejected: (verb: "revoke" | "look up"): DatadogError =>
    new CredentialRejectedError({ ...facts, verb }, credentials),
  denied: (verb: "revoke" | "look up", site: Site = facts.site): DatadogError =>
    new PermissionDeniedError({ ...facts, verb, site }, credentials),
  unexpected: (verb: "revoke" | "look up"): DatadogError =>
    new UnexpectedResponseError({ ...facts, verb }, "204 No Content, which is not documented"),
  gaveUp: (verb: "revoke" | "look up"): DatadogError =>
    new RetriesExhaustedError(
      { ...facts, verb, attempts: 8 },
      {
        method: verb === "revoke" ? "DELETE" : "GET",
        elapsedSeconds: 60,
        lastResult: "503 Service Unavailable",
        advice: "",
      },
    ),
};
