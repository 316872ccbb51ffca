import type { IncomingHttpHeaders } from "node:http";
import { secretsOf, type ShownCredentials } from "./credentials";
import { urlContainsSecret } from "./redact";
import { pathOf, readPath, validatePath, type RequestPath } from "./request-path";

/** A request as it arrives. */
export interface IncomingRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly shown: ShownCredentials;
}

/** A rule that every request of a well-behaved client keeps, named by how it is broken. */
export type Rule =
  "no credentials" | "no user agent" | "secret in the URL" | "unexpected body" | "unknown endpoint";

const breaks: Readonly<Record<Rule, (request: IncomingRequest) => boolean>> = {
  // Half a key pair is nothing, except where the API key is all that is asked for.
  "no credentials": ({ url, shown }) =>
    shown.kind === "none" || (shown.kind === "apiKey" && pathOf(url) !== validatePath),
  "no user agent": ({ headers }) => (headers["user-agent"] ?? "") === "",
  "secret in the URL": ({ url, shown }) => urlContainsSecret(url, secretsOf(shown)),
  "unexpected body": ({ method, headers }) =>
    (method === "GET" || method === "DELETE") &&
    (headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0),
  "unknown endpoint": ({ method, url }) => !isEndpoint(method, url),
};

/** The rules that a request breaks, in the order of their names. */
export function rulesBrokenBy(request: IncomingRequest): readonly Rule[] {
  const rules: readonly Rule[] = [
    "no credentials",
    "no user agent",
    "secret in the URL",
    "unexpected body",
    "unknown endpoint",
  ];
  return rules.filter((rule) => breaks[rule](request));
}

const methods: Readonly<Record<NonNullable<RequestPath["resource"]>, readonly string[]>> = {
  tokens: ["GET", "POST"],
  token: ["GET", "PATCH", "DELETE"],
  serviceTokens: ["GET"],
  serviceToken: ["GET", "DELETE"],
  identity: ["GET"],
  delegation: ["POST"],
};

function isEndpoint(method: string, url: string): boolean {
  const { resource, tokenId } = readPath(url);
  if (resource === undefined) {
    return false;
  }
  // Whoever changes a token has its id.
  return (resource === "token" || resource === "serviceToken") && tokenId === undefined
    ? method === "GET"
    : methods[resource].includes(method);
}
