import type { LedgerEntry } from "../requests/ledger";
import type { AcceptedCredentials } from "../requests/authentication";
import type { Reach } from "../requests/permissions";
import type { Simulator, SimulatorOptions } from "../start-simulator";
import { systemErrorCode } from "./system-error-code";

/** The ends of a request that got no response. */
const unanswered = { answer: "", reset: "connection reset", loseAnswer: "answer lost", hang: "no answer" };

/** One request as a line: time (UTC), method, path, status. */
export function describeRequest({ at, method, path, status, fault }: LedgerEntry): string {
  const outcome = status ?? unanswered[fault ?? "hang"];
  return `${new Date(at).toISOString().slice(11, 23)} ${method.padEnd(6)} ${path} ${outcome}`;
}

/** The simulator's settings, in a line; of credentials only the kind and what they may not do. */
export function describeStart(
  datadog: Simulator,
  { rateLimit, credentials, permissions = {} }: SimulatorOptions,
): string {
  const tokens = datadog.tokens.list();
  const revoked = tokens.filter(({ revokedAt }) => revokedAt !== undefined).length;
  return [
    `${counted(tokens.length, "token")}${revoked > 0 ? `, ${revoked} of them revoked` : ""}`,
    rateLimit === undefined
      ? "no rate limit"
      : `${counted(rateLimit.limit, "request")} in ${rateLimit.periodSeconds} s`,
    credentials === undefined ? "any credentials" : `only ${acceptedKinds([credentials].flat())}`,
    ...(["read", "revoke"] as const).flatMap((what) => describeReach(what, permissions[what])),
    ...(permissions.serviceAccounts === false ? ["may not touch service accounts"] : []),
    ...(permissions.currentUser === false ? ["may not ask for the current user"] : []),
  ].join(" · ");
}

/** The whole run, in a line; with what a well-behaved client would not have done, if there was any. */
export function describeStop({ ledger, tokens }: Simulator): string {
  const alive = tokens.list().filter(({ revokedAt }) => revokedAt === undefined).length;
  const rules = ledger.violations().map(({ rule }) => rule);
  return [
    "stopped",
    `${counted(ledger.count(), "request")}, ${ledger.count({ method: "DELETE" })} of them DELETE`,
    `${counted(alive, "token")} alive`,
    ...[...new Set(rules)].map((rule) => `${rule}: ${rules.filter((other) => other === rule).length}`),
  ].join(" · ");
}

/** The error of a start that failed, in words for whoever chose the port. */
export function listenError(error: unknown, port: number | undefined): Error {
  const code = systemErrorCode(error);
  if (code === "EADDRINUSE") {
    return new Error(
      `Port ${port ?? 0} on 127.0.0.1 is taken: choose another with --port, or leave it out for any free one.`,
    );
  }
  if (code === "EACCES") {
    return new Error(`Port ${port ?? 0} needs privileges: choose one above 1023 with --port.`);
  }
  return error instanceof Error ? error : new Error(String(error));
}

function acceptedKinds(accepted: readonly AcceptedCredentials[]): string {
  const keyPair = accepted.some(({ apiKey }) => apiKey !== undefined);
  const bearer = accepted.some(({ bearerToken }) => bearerToken !== undefined);
  return [...(keyPair ? ["the key pair"] : []), ...(bearer ? ["the bearer token"] : [])].join(" or ");
}

function describeReach(what: "read" | "revoke", reach: Reach = "all"): readonly string[] {
  return { all: [], own: [`may ${what} own tokens only`], none: [`may not ${what}`] }[reach];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
