import { Secret, type Credentials } from "../../datadog";
import { ConfigurationError } from "../configuration-error";
import type { Found } from "../setting-sources";

/** The credentials of one source, as far as they are set, and the names of the two keys of a pair. */
export interface CredentialSettings {
  bearerToken: Found | undefined;
  apiKey: Found | undefined;
  appKey: Found | undefined;
  keyNames: readonly [apiKey: string, appKey: string];
}

/**
 * The credentials of the first source that has any; within one source a bearer token wins.
 *
 * @returns undefined if there are none.
 * @throws ConfigurationError for half a pair.
 */
export function credentialsIn(sources: readonly CredentialSettings[]): Credentials | undefined {
  for (const { bearerToken, apiKey, appKey, keyNames } of sources) {
    const credentials = bearer(bearerToken) ?? keyPair(apiKey, appKey, keyNames);
    if (credentials !== undefined) {
      return credentials;
    }
  }
  return undefined;
}

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
  names: CredentialSettings["keyNames"],
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
