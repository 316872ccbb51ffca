import type { IncomingHttpHeaders } from "node:http";
import { secretsOf, type ShownCredentials } from "./credentials";
import { urlContainsSecret } from "./redact";
import { readPath } from "./request-path";

/** A request as it arrives. */
export interface ArrivingRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly shown: ShownCredentials;
}

/** A rule that every request of a well-behaved client keeps, named by how it is broken. */
export type Rule =
  "no credentials" | "no user agent" | "secret in the URL" | "unexpected body" | "unknown endpoint";

const breaks: Readonly<Record<Rule, (request: ArrivingRequest) => boolean>> = {
  "no credentials": ({ shown }) => shown.kind === "none",
  "no user agent": ({ headers }) => (headers["user-agent"] ?? "") === "",
  "secret in the URL": ({ url, shown }) => urlContainsSecret(url, secretsOf(shown)),
  "unexpected body": ({ method, headers }) =>
    (method === "GET" || method === "DELETE") &&
    (headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0),
  "unknown endpoint": ({ method, url }) => !isEndpoint(method, url),
};

/** The rules that a request breaks, in the order of their names. */
export function rulesBrokenBy(request: ArrivingRequest): readonly Rule[] {
  const rules: readonly Rule[] = [
    "no credentials",
    "no user agent",
    "secret in the URL",
    "unexpected body",
    "unknown endpoint",
  ];
  return rules.filter((rule) => breaks[rule](request));
}

function isEndpoint(method: string, url: string): boolean {
  const { known, tokenId } = readPath(url);
  if (!known) {
    return false;
  }
  return tokenId === undefined
    ? method === "GET" || method === "POST"
    : ["GET", "PATCH", "DELETE"].includes(method);
}
