import { Secret, type Credentials, type DatadogError } from "../../provider/datadog";
import { CredentialRejectedError } from "../../provider/datadog/errors/credential-rejected-error";
import { PermissionDeniedError } from "../../provider/datadog/errors/permission-denied-error";
import { RetriesExhaustedError } from "../../provider/datadog/errors/retries-exhausted-error";

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

/** What the client throws for a 401, a 403, and when nothing answered in time. */
export const datadogErrors = {
  rejected: (verb: "revoke" | "look up"): DatadogError =>
    new CredentialRejectedError({ ...facts, verb }, credentials),
  denied: (verb: "revoke" | "look up"): DatadogError =>
    new PermissionDeniedError({ ...facts, verb }, credentials),
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
