import { firstOf } from "../../messages/wording";
import type { RevocationEvidence } from "../../schema/revocation-record";
import type { Observation } from "../observation";

/** Scopes that let somebody change who may do what, delete, or make other credentials: named first. */
const dangerous =
  /(?:^user_access|^org_|api_keys|app_keys|service_account|_manage(?:ment)?$|_write$|_delete$|_admin$)/;

const mostScopes = 8;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * Tells what Datadog says of a token, for the person who decides whether it is to be revoked:
 *
 * ```text
 * "CI metrics" of 3ad549bf-…; scopes org_management, metrics_read; created 2026-02-01, expires 2027-02-01, last used 3 minutes ago: somebody will notice
 * ```
 */
export function describeToken({ seen, evidence = {}, status }: Observation, nowMs: number): string {
  switch (seen) {
    case "absent":
      return "Datadog does not know it (404)";
    case "notKnown":
      return `what Datadog says of it could not be looked up${reasonOf(status)}`;
    case "alive":
      return [subjectOf(evidence), scopesOf(evidence), timesOf(evidence, nowMs)]
        .filter((part) => part !== "")
        .join("; ");
  }
}

function reasonOf(status: number | undefined): string {
  if (status === 403) {
    return " (403: reading takes the permission org_app_keys_read)";
  }
  return status === undefined ? "" : ` (${status})`;
}

function subjectOf({ name, ownerId }: RevocationEvidence): string {
  const named = name === undefined ? "without a name" : quoted(name);
  return ownerId === undefined ? named : `${named} of ${ownerId}`;
}

/** A name in quotes, which its owner chose: what would be invisible, or turn the text round, is shown as its code. */
function quoted(name: string): string {
  const codeOf = (sign: string) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`;
  return JSON.stringify(name).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, codeOf);
}

function scopesOf({ scopes }: RevocationEvidence): string {
  if (scopes === undefined) {
    return "";
  }
  if (scopes.length === 0) {
    return "no scopes, so all that its owner may do";
  }
  const sorted = [
    ...scopes.filter((scope) => dangerous.test(scope)),
    ...scopes.filter((scope) => !dangerous.test(scope)),
  ];
  return `scopes ${firstOf(sorted, mostScopes)}`;
}

function timesOf({ createdAt, expiresAt, lastUsedAt }: RevocationEvidence, nowMs: number): string {
  return [
    ...(createdAt === undefined ? [] : [`created ${dateOf(createdAt)}`]),
    ...(expiresAt === undefined ? [] : [`expires ${dateOf(expiresAt)}`]),
    lastUse(lastUsedAt, nowMs),
  ].join(", ");
}

function lastUse(lastUsedAt: string | undefined, nowMs: number): string {
  const ago = nowMs - Date.parse(lastUsedAt ?? "");
  if (Number.isNaN(ago)) {
    return "no use known";
  }
  const notice = ago < dayMs ? ": somebody will notice" : "";
  return `last used ${agoOf(ago)}${notice}`;
}

/** A length of time in its largest unit: 3 minutes, 5 hours, 40 days. */
function agoOf(ms: number): string {
  if (ms < minuteMs) {
    return "less than a minute ago";
  }
  const [unit, length] =
    ms < hourMs
      ? (["minute", minuteMs] as const)
      : ms < dayMs
        ? (["hour", hourMs] as const)
        : (["day", dayMs] as const);
  const count = Math.floor(ms / length);
  return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
}

function dateOf(time: string): string {
  return time.slice(0, "2026-11-28".length);
}
