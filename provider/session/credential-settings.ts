import { Secret, type Credentials, type CredentialSource } from "../datadog";
import { ConfigurationError } from "./configuration-error";

/** A setting that is set, and where. */
export interface Found {
  value: string;
  /** The key or variable that holds it, e.g. `datadog:site` or `DD_SITE`. */
  name: string;
  source: CredentialSource;
}

/** The places where credentials are looked for, by key and by variable. */
export interface CredentialSources {
  config: (key: string) => Found | undefined;
  environment: (variable: string) => Found | undefined;
}

/**
 * The credentials: the stack's configuration first, then the environment; within one source a bearer token wins.
 *
 * @throws ConfigurationError where there are none (it says what to set, and how), or half a pair.
 */
export function credentialsIn({ config, environment }: CredentialSources): Credentials {
  const credentials =
    bearer(config("datadog:bearerToken")) ??
    keyPair(config("datadog:apiKey"), config("datadog:appKey"), ["datadog:apiKey", "datadog:appKey"]) ??
    bearer(environment("DD_BEARER_TOKEN") ?? environment("DATADOG_BEARER_TOKEN")) ??
    keyPair(environment("DD_API_KEY"), environment("DD_APP_KEY"), ["DD_API_KEY", "DD_APP_KEY"]);
  if (credentials === undefined) {
    throw new ConfigurationError(missingCredentials);
  }
  return credentials;
}

const missingCredentials = [
  "No Datadog credentials are set, and nothing was sent.",
  "Set DD_BEARER_TOKEN (a personal or service access token), or DD_API_KEY and DD_APP_KEY, in the environment of pulumi;",
  "or in the stack: pulumi config set --secret datadog:bearerToken, or --secret datadog:apiKey and --secret datadog:appKey.",
  "They need one of the permissions user_app_keys and org_app_keys_write.",
].join(" ");

function bearer(token: Found | undefined): Credentials | undefined {
  return (
    token && {
      kind: "bearer",
      token: new Secret(token.value),
      name: token.name,
      source: token.source,
    }
  );
}

function keyPair(
  apiKey: Found | undefined,
  appKey: Found | undefined,
  names: [string, string],
): Credentials | undefined {
  if (apiKey && appKey) {
    return {
      kind: "keys",
      apiKey: new Secret(apiKey.value),
      appKey: new Secret(appKey.value),
      name: names.join(" and "),
      source: apiKey.source,
    };
  }
  if (!apiKey && !appKey) {
    return undefined;
  }
  const [present, absent] = apiKey ? names : [names[1], names[0]];
  throw new ConfigurationError(
    `${present} is set but ${absent} is not: Datadog needs both keys, or a bearer token instead.`,
  );
}
