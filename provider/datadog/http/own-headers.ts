import { packageVersion } from "./package-version";

/**
 * The headers of every request, whoever's credentials go with it: what is understood, and who asks. `X-Datadog-Managed-By`
 * is what Datadog's own clients send for callers that manage infrastructure as code (source: the JavaScript client 1.64.0).
 */
export function ownHeaders(): Record<string, string> {
  return {
    Accept: "application/json",
    "User-Agent": `pulumi-datadog-token-revocation/${packageVersion()}`,
    "X-Datadog-Managed-By": "iac",
  };
}
