import type { IncomingHttpHeaders } from "node:http";

/**
 * The credentials that a request showed: an access token (as a bearer, or in place of the application key, which Datadog
 * takes too), both keys, the API key alone, the proof of a job's identity, or none (an application key alone is none).
 */
export type CredentialKind = ShownCredentials["kind"];

/** The credentials of one request; never kept beyond it. */
export type ShownCredentials =
  | { readonly kind: "bearer"; readonly token: string; readonly apiKey?: string }
  | { readonly kind: "keys"; readonly apiKey: string; readonly appKey: string }
  | { readonly kind: "apiKey"; readonly apiKey: string }
  | { readonly kind: "delegated"; readonly proof: string }
  | { readonly kind: "none" };

/** Reads `Authorization`, `DD-API-KEY` and `DD-APPLICATION-KEY`; a bearer token wins over keys. */
export function readCredentials(headers: IncomingHttpHeaders): ShownCredentials {
  const apiKey = headerText(headers["dd-api-key"]);
  const appKey = headerText(headers["dd-application-key"]);
  const token =
    /^Bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1] ??
    (/^dd[ps]at_/.test(appKey) ? appKey : undefined);
  if (token !== undefined) {
    return { kind: "bearer", token, ...(apiKey === "" ? {} : { apiKey }) };
  }
  const proof = /^Delegated +(\S+)$/i.exec(headers.authorization ?? "")?.[1];
  if (proof !== undefined) {
    return { kind: "delegated", proof };
  }
  if (apiKey === "") {
    return { kind: "none" };
  }
  return appKey === "" ? { kind: "apiKey", apiKey } : { kind: "keys", apiKey, appKey };
}

/** The secret texts that a request showed. */
export function secretsOf(shown: ShownCredentials): readonly string[] {
  switch (shown.kind) {
    case "none":
      return [];
    case "apiKey":
      return [shown.apiKey];
    case "delegated":
      return [shown.proof];
    case "keys":
      return [shown.apiKey, shown.appKey];
    case "bearer":
      return shown.apiKey === undefined ? [shown.token] : [shown.token, shown.apiKey];
  }
}

function headerText(value: string | string[] | undefined): string {
  return typeof value === "string" ? value.trim() : "";
}
