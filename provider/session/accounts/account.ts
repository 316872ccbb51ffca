import { defaultSite, parseSite, sites, type Credentials, type Site } from "../../datadog";
import { shownValue } from "../../datadog/token/shown-value";
import { apiAddress, siteOfApiUrl, type AllowedHosts, type ApiAddress } from "./api-address";
import { ConfigurationError } from "../configuration-error";
import { credentialsIn, type CredentialSettings } from "./credential-settings";
import type { Found } from "../setting-sources";

/** The settings of one account as they were found. */
export interface AccountSettings {
  name: string;
  site: Found | undefined;
  apiUrl: Found | undefined;
  /** The source that goes first, first. */
  credentials: readonly CredentialSettings[];
  /** The words for credentials that are missing: what to set, and how. */
  missingCredentials: string;
}

/** One organisation's site and credentials, under the name that programs and lists call it by. */
export class Account {
  readonly name: string;
  readonly #settings: AccountSettings;
  readonly #allowedHosts: AllowedHosts;

  constructor(settings: AccountSettings, allowedHosts: AllowedHosts) {
    this.name = settings.name;
    this.#settings = settings;
    this.#allowedHosts = allowedHosts;
  }

  /**
   * The site that the settings name, and the setting that does.
   *
   * @returns undefined if none does.
   * @throws ConfigurationError for an unknown site.
   */
  namedSite(): { site: Site; name: string } | undefined {
    const { site: found, apiUrl } = this.#settings;
    if (found === undefined) {
      const site = siteOfApiUrl(apiUrl);
      return site === undefined ? undefined : { site, name: apiUrl?.name ?? "" };
    }
    const site = parseSite(found.value);
    if (site === undefined) {
      throw new ConfigurationError(
        `${found.name} names an unknown Datadog site, ${shownValue(found.value)}; expected one of ${sites.join(", ")}.`,
      );
    }
    return { site, name: found.name };
  }

  /** The account's site: the one that the settings name, or Datadog's own default. @throws ConfigurationError likewise. */
  site(): Site {
    return this.namedSite()?.site ?? defaultSite;
  }

  /** The address of a site's API. @throws ConfigurationError for one that is wrong, or may not be asked. */
  address(site: Site = this.site()): ApiAddress {
    return apiAddress(this.#settings.apiUrl, site, this.#allowedHosts);
  }

  /** @throws ConfigurationError if there are no credentials (it says what to set, and how), or half a pair. */
  credentials(): Credentials {
    const credentials = credentialsIn(this.#settings.credentials);
    if (credentials === undefined) {
      throw new ConfigurationError(this.#settings.missingCredentials);
    }
    return credentials;
  }

  /** Tells whether any credential is set, be it half a pair. */
  hasCredentials(): boolean {
    return this.#settings.credentials.some(
      ({ bearerToken, apiKey, appKey, delegation }) =>
        (delegation?.setting ?? bearerToken ?? apiKey ?? appKey) !== undefined,
    );
  }
}
