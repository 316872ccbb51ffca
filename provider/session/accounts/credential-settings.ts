import { DelegatedToken, isLoopback, Secret, type Credentials } from "../../datadog";
import { ConfigurationError } from "../configuration-error";
import type { Found } from "../setting-sources";

/** The credentials of one source, as far as they are set, and the names of the two keys of a pair. */
export interface CredentialSettings {
  bearerToken: Found | undefined;
  apiKey: Found | undefined;
  appKey: Found | undefined;
  keyNames: readonly [apiKey: string, appKey: string];
  /** The setting that asks for the identity of the job itself; it goes before all others of its source. */
  delegation?: DelegationSettings;
}

/** The setting `DD_DELEGATED_TOKEN`, and what a job of GitHub Actions has in its environment. */
export interface DelegationSettings {
  setting: Found | undefined;
  requestUrl: Found | undefined;
  requestToken: Found | undefined;
  audience: Found | undefined;
}

/**
 * The credentials of the first source that has any; within one source a bearer token wins.
 *
 * @returns undefined if there are none.
 * @throws ConfigurationError for half a pair, and for an identity that this job has not.
 */
export function credentialsIn(sources: readonly CredentialSettings[]): Credentials | undefined {
  for (const { bearerToken, apiKey, appKey, keyNames, delegation } of sources) {
    const credentials = delegated(delegation) ?? bearer(bearerToken) ?? keyPair(apiKey, appKey, keyNames);
    if (credentials !== undefined) {
      return credentials;
    }
  }
  return undefined;
}

function delegated(settings: DelegationSettings | undefined): Credentials | undefined {
  const { setting, requestUrl, requestToken, audience } = settings ?? {};
  if (setting === undefined) {
    return undefined;
  }
  if (setting.value !== "github") {
    throw new ConfigurationError(
      `${setting.name} must be github; a token itself belongs into DD_BEARER_TOKEN.`,
    );
  }
  if (requestUrl === undefined || requestToken === undefined) {
    throw new ConfigurationError(
      `${setting.name} is github, and this is no job of GitHub Actions with the permission id-token: write (ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN are not both set).`,
    );
  }
  const url = URL.parse(requestUrl.value);
  if (url === null || (url.protocol !== "https:" && !isLoopback(url))) {
    throw new ConfigurationError(`${requestUrl.name} must be an https address.`);
  }
  const source = {
    url: url.href,
    token: new Secret(requestToken.value),
    ...(audience !== undefined && { audience: audience.value }),
  };
  return {
    kind: "delegated",
    token: new DelegatedToken(source),
    name: setting.name,
    source: setting.source,
  };
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
      appKeyName: names[1],
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
