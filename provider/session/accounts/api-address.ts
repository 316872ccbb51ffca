import { apiUrlOf, isLoopback, parseApiUrl, siteOfHost, type Site } from "../../datadog";
import { ConfigurationError } from "../configuration-error";
import type { Found } from "../setting-sources";

/** The hosts, each with or without a port and a path, that requests may go to besides Datadog's own and loopback. */
export type AllowedHosts = ReadonlySet<string>;

/**
 * Reads `DD_ALLOWED_API_HOSTS`: `proxy.example.org, gateway.example.org:8443/datadog`. An entry may be written like the address
 * that it allows, with its scheme and what is dropped of that; one that is no host allows nothing.
 */
export function allowedHostsIn(found: Found | undefined): AllowedHosts {
  return new Set(
    (found?.value ?? "").split(/[\s,]+/).flatMap((entry) => {
      const parsed = parseApiUrl(/^https?:\/\//i.test(entry) ? entry : `https://${entry}`);
      return "problem" in parsed ? [] : [placeOf(new URL(parsed.url))];
    }),
  );
}

/** The host of an address, with its port if that is not the usual one, and its path. */
function placeOf({ host, pathname }: URL): string {
  return host + pathname.replace(/\/+$/, "");
}

/** The address that an account's requests for a site go to. */
export interface ApiAddress {
  url: string;
  /** The setting that replaces the site's own address, and what a person should know of it; absent if none does. */
  override?: { name: string; host: string; isLoopback: boolean };
}

/**
 * Decides where the requests for a site go.
 *
 * | `apiUrl` names                          | from the environment             | from the stack's configuration    |
 * |-----------------------------------------|----------------------------------|-----------------------------------|
 * | `api.<site>` of this site               | accepted                         | accepted                          |
 * | another host of Datadog's               | error                            | error                             |
 * | loopback                                | accepted                         | accepted                          |
 * | any other host                          | accepted, and told               | only if it is among the allowed   |
 * | a path other than `/`, `/api`, `/api/v2`| only if it is among the allowed  | only if it is among the allowed   |
 *
 * The stack's configuration stands in a repository: whoever may propose a change there must not be able to send the
 * credentials to a host of their own.
 *
 * @throws ConfigurationError that names the setting, and never echoes it.
 */
export function apiAddress(found: Found | undefined, site: Site, allowed: AllowedHosts): ApiAddress {
  if (found === undefined) {
    return { url: apiUrlOf(site) };
  }
  const parsed = parseApiUrl(found.value);
  if ("problem" in parsed) {
    throw new ConfigurationError(`${found.name}: ${parsed.problem}`);
  }
  const { url } = parsed;
  const problem = problemWith(new URL(url), { site, allowed, source: found.source });
  if (problem !== undefined) {
    throw new ConfigurationError(`${found.name}: ${problem}`);
  }
  if (url === apiUrlOf(site)) {
    return { url };
  }
  const { host } = new URL(url);
  return { url, override: { name: found.name, host, isLoopback: isLoopback(new URL(url)) } };
}

/** The site that an `apiUrl` is of, if it names one of Datadog's own hosts. */
export function siteOfApiUrl(found: Found | undefined): Site | undefined {
  const host = found && URL.parse(found.value)?.hostname;
  return host === undefined ? undefined : siteOfHost(host);
}

interface Circumstances {
  site: Site;
  allowed: AllowedHosts;
  source: Found["source"];
}

function problemWith(url: URL, { site, allowed, source }: Circumstances): string | undefined {
  const { host, hostname } = url;
  const itsSite = siteOfHost(hostname);
  if (itsSite !== undefined && hostname !== `api.${itsSite}`) {
    return `it names a host of Datadog's that is not its API's: that of this site is ${apiUrlOf(itsSite)}.`;
  }
  if (itsSite !== undefined && itsSite !== site) {
    return `it names Datadog's site ${itsSite}, and the request is for ${site}, which would not be asked. Leave it out, or give each site an account of its own (datadog:accounts, DD_ACCOUNTS).`;
  }
  // If one path of a gateway is allowed, the other paths of its host are not.
  const isNamed = allowed.has(placeOf(url));
  if (placeOf(url) !== host && !isNamed) {
    return `it has a path. Of a path only /api and /api/v2 are understood, since every endpoint brings them itself; if a gateway needs another one, name host and path in DD_ALLOWED_API_HOSTS.`;
  }
  if (source === "stack configuration" && itsSite === undefined && !isLoopback(url) && !isNamed) {
    return `from the stack's configuration only api.<site> and loopback are accepted, since the credentials go there. Set it in the environment instead (DD_API_URL, of an account DD_<NAME>_API_URL), or name the host in DD_ALLOWED_API_HOSTS.`;
  }
  return undefined;
}
