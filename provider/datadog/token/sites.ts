/**
 * Datadog's sites, by their API domain; `apiUrlOf` prefixes it with `api.`.
 * Source: the site selector of Datadog's API reference page "Revoke a personal access token".
 */
export const sites = [
  "datadoghq.com",
  "us3.datadoghq.com",
  "us5.datadoghq.com",
  "datadoghq.eu",
  "uk1.datadoghq.com",
  "ap1.datadoghq.com",
  "ap2.datadoghq.com",
  "ddog-gov.com",
  "us2.ddog-gov.com",
] as const;

/** One of Datadog's sites, in the one spelling that stands in state and in messages. */
export type Site = (typeof sites)[number];

/** The site that Datadog's own clients use when none is named. */
export const defaultSite: Site = "datadoghq.com";

const scheme = "https://";
const hostPrefixes = ["app.", "api."];

/**
 * The site that a text names, in its one spelling, or undefined.
 *
 * Accepts what people paste: any letter case, surrounding white space, `https://`, the web host
 * (`app.datadoghq.eu`), the API host (`api.datadoghq.eu`) and a trailing slash.
 */
export function parseSite(text: string): Site | undefined {
  const spelled = text.trim().toLowerCase();
  const address = spelled.startsWith(scheme) ? spelled.slice(scheme.length) : spelled;
  const host = address.endsWith("/") ? address.slice(0, -1) : address;
  const prefix = hostPrefixes.find((candidate) => host.startsWith(candidate)) ?? "";
  const name = host.slice(prefix.length);
  return sites.find((site) => site === name);
}

/** The site that a host belongs to, by whichever of its names: `api.datadoghq.eu`, `app.datadoghq.eu`; undefined for others'. */
export function siteOfHost(host: string): Site | undefined {
  // A host may end in the root's dot, and is the same one.
  const name = host.toLowerCase().replace(/\.+$/, "");
  // Most of the sites end in another one's name: us5.datadoghq.com.
  return [...sites]
    .sort((one, other) => other.length - one.length)
    .find((site) => name === site || name.endsWith(`.${site}`));
}

/** The base URL of a site's API, without a trailing slash: `https://api.<site>`. */
export function apiUrlOf(site: Site): string {
  return `https://api.${site}`;
}

/** True if a URL's host is this machine itself (`localhost`, 127.0.0.0/8, `::1`), so that nothing travels a network. */
export function isLoopback({ hostname }: Pick<URL, "hostname">): boolean {
  // The URL parser has already spelled every form of an address (127.1, 0x7f000001) as four decimal numbers.
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
