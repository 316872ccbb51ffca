import { isLoopback, sites } from "pulumi-datadog-token-revocation";
import { settingKeys } from "./setting-namespaces";

/** An address in the stack's configuration that is neither Datadog's own nor loopback. */
export interface ForeignAddress {
  /** `datadog:apiUrl`, or `datadog:accounts.eu.apiUrl`. */
  key: string;
  /** Absent if the text is no address. */
  host?: string;
}

/** Finds the addresses of the flat settings and of the accounts that are neither Datadog's own nor loopback. */
export function apiHosts(configuration: ReadonlyMap<string, string>): ForeignAddress[] {
  const flat = settingKeys("apiUrl").map((key): [string, unknown] => [key, configuration.get(key)]);
  const ofAccounts = settingKeys("accounts").flatMap((key) =>
    Object.entries(objectIn(configuration.get(key))).map(([name, account]): [string, unknown] => [
      `${key}.${name}.apiUrl`,
      (account as { apiUrl?: unknown } | null)?.apiUrl,
    ]),
  );
  return [...flat, ...ofAccounts].flatMap(([key, value]) => {
    if (typeof value !== "string" || value.trim() === "") {
      return [];
    }
    const url = URL.parse(value.trim());
    if (url === null || !["https:", "http:"].includes(url.protocol)) {
      return [{ key }];
    }
    return isDatadogs(url) || isLoopback(url) ? [] : [{ key, host: url.host }];
  });
}

function isDatadogs({ protocol, host }: URL): boolean {
  return protocol === "https:" && sites.some((site) => host === `api.${site}`);
}

function objectIn(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
