import { isJsonObject, plainName, type JsonObject } from "./place-fields";

/** The kinds of secrets of Datadog's that a rule, a detector or a type may name. */
export type SecretKind = "accessToken" | "apiKey" | "applicationKey";

const accessToken =
  /data[-_ ]?dog[-_ .:/]*(?:(?:personal|service|user|pat|account|secret)[-_ ]*){0,2}(?:(?:access|auth)[-_ ]*)?(?:tokens?\b|tokenDetector|pat\b)|data[-_ ]?dog[-_ .:/]*(?:pat\b|(?:personal|service)[-_ ]*(?:account[-_ ]*)?access)/gi;
const apiKey = /data[-_ ]?dog[-_ .:/]*(?:api[-_ ]*key|rcm\b)/gi;
const applicationKey = /data[-_ ]?dog[-_ .:/]*app(?:lication)?[-_ ]*key/gi;
const mayBeKind = /data[-_ ]?dog/i;

/** A path or an address of a file: a folder's name is no rule's. */
const isPath = /^(?:file:|[~.]{0,2}\/|[A-Za-z]:[\\/])/;

/** The rest behind a name that is a folder's or a file's: a slash, or an ending. */
const behindPath = /^[\w-]*(?:[/\\]|\.(?!pat\b|token|v\d)[a-z]\w{0,4}(?![\w.-]))/;

/** The names of this package and its commands, which stand in the logs and programs of those who use it. */
const behindOwnName = /^-(?:revocation|id|gitops|simulator)(?![0-9A-Za-z])/;

function isNamed(pattern: RegExp, text: string): boolean {
  return [...text.matchAll(pattern)].some(({ 0: name, index }) => {
    const behind = text.slice(index + name.length);
    return !behindPath.test(behind) && !behindOwnName.test(behind);
  });
}

/** The kind that a short text names; a nonce of a session is none. */
export function kindNamedBy(text: string): SecretKind | undefined {
  if (!mayBeKind.test(text) || isPath.test(text)) {
    return undefined;
  }
  return isNamed(accessToken, text)
    ? "accessToken"
    : isNamed(applicationKey, text)
      ? "applicationKey"
      : isNamed(apiKey, text)
        ? "apiKey"
        : undefined;
}

/** A sentence for a secret that is no access token: what it is, and where it is revoked. */
export const otherSecrets: Record<Exclude<SecretKind, "accessToken">, string> = {
  apiKey:
    "a Datadog API key, which is no access token and is not revoked by this package: revoke it in Datadog under Organization Settings, API Keys",
  applicationKey:
    "a Datadog application key (ddapp_… if it is new), which is no access token and is not revoked by this package: revoke it in Datadog under Organization Settings, Application Keys",
};

/** Findings whose kind of secret is not shown either: secretlint's masked ones, and detect-secrets' by entropy or keyword. */
export const kindHidden = /found matching \*{4}/;
export const kindlessTypes = /keyword|entropy|generic/i;

/** The lengths of Datadog's keys, in hexadecimal digits. */
export const keyLengths: Readonly<Record<number, Exclude<SecretKind, "accessToken"> | undefined>> = {
  32: "apiKey",
  40: "applicationKey",
};

/** SHA-256 in place of a secret: no token, and no key, is of this length. */
export const isHash = /^[0-9a-f]{64}$/i;

/** The fields of a finding's secret, without what is no letter. */
const secretFields = new Set([
  ...["secret", "match", "raw", "rawv", "value", "full", "rawsourcecodeextract", "matchcontent"],
  "credential",
]);
const mostLevels = 3;

/** The secret that a finding shows, if it is none of a token's: whoever sees it knows what leaked. */
export function shownSecret(finding: JsonObject, level = 0): string | undefined {
  for (const [key, value] of Object.entries(finding)) {
    const isSecret = typeof value === "string" && secretFields.has(plainName(key));
    const shown = isSecret
      ? /(?<![0-9A-Za-z*])[0-9A-Za-z]{20,}(?![0-9A-Za-z*])/.exec(value)?.[0]
      : isJsonObject(value) && level < mostLevels
        ? shownSecret(value, level + 1)
        : undefined;
    if (shown !== undefined) {
      return shown;
    }
  }
  return undefined;
}
